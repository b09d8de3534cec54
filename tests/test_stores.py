"""What readers keep, in a folder and in a PostgreSQL: both hold to the same."""

from __future__ import annotations

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
from store_support import ANNA, BEN, brief, folder, names, notebook, part, postgres_store, sites

from lodestone.backends import BRIEF, KINDS, MAPPING, NOTEBOOK, SITES, WHATEVER, Change, NotTheirs, Stale, Stamp
from lodestone.backends.copying import COPIED, LEFT, SAME, copy

pytestmark = pytest.mark.xdist_group("postgresql")
ALL = (notebook(), brief(), names(), sites())


@pytest.fixture(params=["folder", "postgresql"])
def stores(request, tmp_path):
    """A function that gives a store with an owner rule, of the backend in question."""
    if request.param == "folder":
        yield lambda rule="anyone": folder(tmp_path, rule)
        return
    server = request.getfixturevalue("postgres_server")
    opened = []

    def make(rule: str = "anyone"):
        opened.append(postgres_store(server, owner_rule=rule))
        return opened[-1].__enter__()

    yield make
    for one in opened:
        one.__exit__(None, None, None)


@pytest.fixture
def store(stores):
    return stores()


def test_every_kind_is_kept_listed_read_replaced_and_removed_with_its_files(store):
    assert [store.items(kind) for kind in KINDS] == [[], [], [], []]
    kept = store.write(ALL, ANNA)
    assert [one.kind for one in kept] == [NOTEBOOK, BRIEF, MAPPING, SITES]
    for change, item in zip(ALL, kept, strict=True):
        assert store.items(change.kind) == [item]
        found = store.read(change.kind, change.name)
        assert (found.item, found.content) == (item, change.content)
        assert part(found) == dict(change.parts)
    new = sites(b"PAR1PAR1", seen=kept[3].version)
    (item,) = store.write([new], BEN)
    assert part(store.read(SITES, "mine")) == dict(new.parts)
    assert store.items(SITES) == [item]
    store.write([Change(one.kind, one.name, None, WHATEVER) for one in ALL])
    assert [store.items(kind) for kind in KINDS] == [[], [], [], []]
    assert store.read(SITES, "mine") is None


def test_a_thing_has_an_owner_who_stays_and_times(store):
    before = datetime.now(UTC) - timedelta(seconds=2)
    (first,) = store.write([notebook()], ANNA)
    assert (first.stamp.owner, first.stamp.changed_by) == (ANNA, ANNA)
    assert before < first.stamp.created_at == first.stamp.changed_at < datetime.now(UTC) + timedelta(seconds=2)
    (second,) = store.write([notebook("title: Other\n", seen=first.version)], BEN)
    assert (second.stamp.owner, second.stamp.changed_by) == (ANNA, BEN)
    assert second.stamp.created_at == first.stamp.created_at < second.stamp.changed_at
    assert store.items(NOTEBOOK) == [second]


@pytest.mark.parametrize("made", [notebook, brief, names, sites])
def test_an_older_version_is_refused_with_who_and_when_and_nothing_of_its_batch_is_kept(store, made):
    text = (lambda word: word.encode()) if made is sites else str
    (first,) = store.write([made(text("one"))], ANNA)
    store.write([made(text("three"), seen=first.version)], BEN)
    other = sites(name="beside") if made is not sites else notebook(name="beside")
    with pytest.raises(Stale, match=rf"was changed by {BEN} on \d+ \w+ \d{{4}} at \d\d:\d\d UTC\. Nothing was saved"):
        store.write([other, made(text("eleven"), seen=first.version)], ANNA)
    with pytest.raises(Stale, match="was kept already by"):
        store.write([made(text("eleven"))], ANNA)
    with pytest.raises(Stale):
        store.write([Change(first.kind, first.name, None, first.version)], ANNA)
    assert store.items(other.kind) == []
    assert store.read(first.kind, first.name).content == made(text("three")).content
    # The same once more does no harm, whatever it grew from: perhaps the answer got lost on its way.
    store.write([made(text("three"), seen=first.version)], ANNA)
    # What was removed in the meantime is kept anew.
    store.write([Change(first.kind, first.name, None, WHATEVER)])
    store.write([made(text("eleven"), seen=first.version)], ANNA)
    assert len(store.items(first.kind)) == 1


def test_only_its_owner_changes_a_thing_where_the_rule_says_so(stores):
    store = stores("owner")
    (kept,) = store.write([notebook()], ANNA)
    for change in (notebook("title: X\n", seen=kept.version), Change(NOTEBOOK, "trial", None, WHATEVER)):
        with pytest.raises(NotTheirs, match=f"kept by {ANNA}, who alone may change or remove it"):
            store.write([change], BEN)
    store.write([notebook("title: X\n", seen=kept.version)], ANNA)
    (nobody_s,) = store.write([notebook(name="open")])
    store.write([notebook("title: X\n", "open", nobody_s.version)], BEN)


def test_the_state_is_another_one_after_each_change_and_else_the_same(store):
    states = [store.state()]
    (kept,) = store.write([notebook()])
    for change in (brief(), sites(), notebook("title: B\n", seen=kept.version), Change(SITES, "mine", None, WHATEVER)):
        states.append(store.state())
        assert store.state() == states[-1]
        store.write([change])
    states.append(store.state())
    assert len(set(states)) == len(states)


def test_of_many_who_keep_at_once_each_is_kept_or_told(store):
    (first,) = store.write([notebook("0")])
    done: list[str] = []

    def write(number: int) -> None:
        store.write([brief(str(number), f"brief-{number}")])
        try:
            store.write([notebook(f"of {number}", seen=first.version)])
            done.append(f"of {number}")
        except Stale:
            done.append("told")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(done) == 8
    assert done.count("told") == 7
    assert store.read(NOTEBOOK, "trial").content.decode() in done
    assert sorted(one.name for one in store.items(BRIEF)) == [f"brief-{number}" for number in range(8)]


def test_a_name_that_leads_elsewhere_is_never_written(store):
    for name in ("../x", "", "A", "x" * 81, ".hidden", "a/b"):
        with pytest.raises(ValueError, match="names nothing that can be kept"):
            store.write([notebook(name=name)])


@pytest.mark.parametrize("back", [False, True])
def test_all_that_is_kept_moves_to_the_other_backend_with_owners_and_times(postgres_server, tmp_path, back):
    long_ago = Stamp(ANNA, BEN, datetime(2024, 5, 6, tzinfo=UTC), datetime(2025, 7, 8, 9, 10, 11, 123456, tzinfo=UTC))
    with postgres_store(postgres_server) as database:
        source, target = (database, folder(tmp_path)) if back else (folder(tmp_path), database)
        source.write([*ALL, *(brief(str(number), f"b-{number}") for number in range(9, 0, -1))], BEN)
        source.write([Change(NOTEBOOK, "old", b"title: Old\n", None, stamp=long_ago)])
        target.write([notebook("title: Another\n")], ANNA)
        found = list(copy(source, target))
        assert [(one.kind, one.name) for one in found if one.what == LEFT] == [(NOTEBOOK, "trial")]
        (left,) = (one for one in found if one.what == LEFT)
        assert re.match(rf"“trial” was kept already by {ANNA} on .*, and is another one", left.why)
        assert target.read(NOTEBOOK, "trial").content == b"title: Another\n"
        assert [one.what for one in copy(source, target, replace=True) if one.what != SAME] == [COPIED]
        for kind in KINDS:
            assert target.items(kind) == source.items(kind)
            for one in source.items(kind):
                there, here = target.read(kind, one.name), source.read(kind, one.name)
                assert (there.content, part(there)) == (here.content, part(here))
        assert next(one.stamp for one in target.items(NOTEBOOK) if one.name == "old") == long_ago
        assert {one.what for one in copy(source, target)} == {SAME}
