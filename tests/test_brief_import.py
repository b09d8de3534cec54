"""Imported briefs: kept whole beside the database, never twice, replaced with what differs, loaded by each build."""

from __future__ import annotations

import json
import random
import signal
import time

import pytest
from brief_support import HEAD
from command_support import run
from processes_support import start
from small_content import keeper_of

from lodestone import brief_store
from lodestone.briefs import keeping
from lodestone.paths import Project
from lodestone.warehouse import build, open_database

TEXT = (
    HEAD
    + "Action Summary\n- Group:\n- One: =SUM(A1)\nRelevance Score: 4 (Major.)\nTimeline for Implementation\n"
    + "- Within 30 days after publication: x\n- By May 1, 2026: y\nImpacted Government Organizations\n"
    + "- Department of Energy (DOE): pays\n- States (Implied): permit\n"
    + "Responsible Officials\n- Secretary of Energy – leads\nKey Actions\n• Plan:\n  • Inside\n• Beside\n"
)
ID = "adjusting-imports-of-copper-into-the-united-states-2025-10-27"
CARD = "A Card\nImpact Score: 3.8\nTimeline: Immediate\nSummary: <b>x</b> & y\nKey Actions: z\n"


@pytest.fixture
def files(tmp_path):
    """A function that writes files with these texts and gives their paths."""

    def written(**texts: str | bytes):
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_bytes(text.encode() if isinstance(text, str) else text)
        return [tmp_path / f"{name}.txt" for name in texts]

    return written


@pytest.fixture
def project(tmp_path) -> Project:
    """A project that holds nothing yet: importing needs none of its content."""
    return Project(tmp_path / "project")


def listed(project: Project) -> list[str]:
    return [one.entry.brief_id for one in brief_store.briefs(project)[0]]


def test_one_bad_file_never_stops_the_rest(project, files):
    done = run(
        project, "brief", "import", *files(a=TEXT, b=b"\x00\x01", c="A title", d=CARD), project.root / "none.txt"
    )
    assert done.returncode == 2
    assert done.stdout.splitlines()[0] == f"a.txt: added as {ID}, 1 doubt"
    assert [line.split(":")[1].split(".")[0].strip() for line in done.stdout.splitlines()[1:]] == [
        "refused",
        "refused",
        "added as a-card",
        "refused",
    ]
    assert done.stderr == "3 of 5 files could not be read; see above.\n"
    assert listed(project) == [ID, "a-card"]


def test_the_same_file_twice_adds_nothing(project, files):
    run(project, "brief", "import", *files(a=TEXT))
    before = brief_store.kept_file(project).read_bytes()
    again = run(project, "brief", "import", *files(a=TEXT, copy=TEXT))
    assert (again.returncode, again.stdout) == (
        0,
        f"a.txt: unchanged as {ID}, 1 doubt\ncopy.txt: unchanged as {ID}, 1 doubt\n",
    )
    assert brief_store.kept_file(project).read_bytes() == before


def test_a_changed_file_replaces_its_earlier_version_and_says_what_differs(project, files):
    run(project, "brief", "import", *files(a=TEXT, d=CARD))
    changed = (
        TEXT.replace("4 (Major.)", "5 (Major.)").replace("- One: =SUM(A1)", "- Two.").replace("Copper", "Copper Ore")
    )
    done = run(project, "brief", "import", *files(a=changed))
    assert done.stdout.splitlines() == [
        f"a.txt: replaced as {ID}, 1 doubt",
        (
            "    title: Adjusting Imports of Copper into the United States → "
            "Adjusting Imports of Copper Ore into the United States"
        ),
        "    score of action_summary: 4 → 5",
        "    action_summary: − One: =SUM(A1)",
        "    action_summary: + Two.",
    ]
    assert sorted(listed(project)) == sorted([ID, "a-card"])


def test_another_brief_saved_under_the_same_name_replaces_nothing(project, files):
    run(project, "brief", "import", *files(a=TEXT))
    run(project, "brief", "import", *files(a=CARD))
    assert listed(project) == [ID, "a-card"]


def test_list_show_and_remove(project, files):
    assert run(project, "brief", "list").stdout == "no imported briefs\n"
    run(project, "brief", "import", *files(a=TEXT))
    (shown,) = json.loads(run(project, "brief", "list", "--json").stdout)
    assert (shown["brief_id"], shown["date"], shown["format"], shown["flags"]) == (ID, "2025-10-27", "report", 1)
    assert "origin" not in shown
    read = json.loads(run(project, "brief", "show", ID, "--json").stdout)
    assert read == json.loads(run(project, "brief", "read", *files(a=TEXT), "--json").stdout)
    assert "Department of Energy (DOE)" in run(project, "brief", "show", ID).stdout
    assert run(project, "brief", "show", "none").stderr == f"There is no imported brief 'none'. Known: {ID}.\n"
    assert run(project, "brief", "remove", ID).stdout == f"removed: {ID}\n"
    assert run(project, "brief", "remove", ID).returncode == 2
    assert listed(project) == []


def test_a_damaged_brief_is_left_out_with_a_notice_and_can_be_mended_or_removed(project, files):
    run(project, "brief", "import", *files(a=TEXT, d=CARD))
    kept = brief_store.kept_file(project)
    kept.write_bytes(kept.read_bytes().replace(b"Major", b"Minor"))
    assert listed(project) == ["a-card"]
    (problem,) = brief_store.briefs(project)[1]
    assert f"the imported brief '{ID}' is left out" in str(problem)
    assert str(problem) in run(project, "brief", "list").stdout
    # What is damaged stays until the reader decides.
    run(project, "brief", "import", *files(e=CARD.replace("A Card", "Another")))
    assert len(brief_store.briefs(project)[1]) == 1
    run(project, "brief", "import", *files(a=TEXT))
    assert brief_store.briefs(project)[1] == []
    kept.write_bytes(kept.read_bytes().replace(b"Major", b"Minor"))
    assert run(project, "brief", "remove", ID).returncode == 0
    assert brief_store.briefs(project)[1] == []
    kept.write_bytes(b"\xff\xfe no brief at all\n")
    assert run(project, "brief", "remove", "line-1").returncode == 0
    assert brief_store.briefs(project) == ([], [])


def test_briefs_survive_every_rebuild_and_stand_in_the_database_as_they_were_read(small_project, files):
    run(small_project, "brief", "import", *files(a=TEXT, d=CARD))
    build(small_project)
    build(small_project, force=True)
    served = open_database(build(small_project)[0])
    ask = lambda sql: served.cursor().execute(sql).fetchall()  # noqa: E731
    assert ask(
        "SELECT brief_id, posted_date::VARCHAR, format, impact_score, doubts FROM imported_briefs ORDER BY 1"
    ) == [
        ("a-card", None, "card", 3.8, 0),
        (ID, "2025-10-27", "report", None, 1),
    ]
    assert ask(
        "SELECT text, header_only, group_label, group_known FROM imported_brief_items "
        "WHERE section IN ('action_summary', 'key_actions') ORDER BY block, position"
    ) == [
        ("Group:", True, None, False),
        # Whether it belongs to the group nobody can tell: the list is not indented.
        ("One: =SUM(A1)", False, "Group", False),
        ("Plan:", True, None, False),
        ("Inside", False, "Plan", True),
        ("Beside", False, None, False),
    ]
    assert ask("SELECT section::VARCHAR, value, raw, rationale FROM imported_brief_scores") == [
        ("action_summary", 4, "4", "Major.")
    ]
    assert ask(
        "SELECT n, unit, relation, trigger, due_date::VARCHAR FROM imported_brief_clocks ORDER BY brief_id, position"
    ) == [
        (None, None, "immediate", None, None),
        (30, "days", "within", "after publication", None),
        (None, None, "by_date", None, "2026-05-01"),
    ]
    assert ask(
        "SELECT kind::VARCHAR, name, abbreviation, implied FROM imported_brief_bodies ORDER BY kind, position"
    ) == [
        ("organization", "Department of Energy", "DOE", False),
        ("organization", "States", None, True),
        ("official", "Secretary of Energy", None, False),
    ]
    served.connection.close()


def test_a_running_notebook_takes_a_brief_up_and_tells_of_a_damaged_one(small_project, files):
    keeper = keeper_of(small_project)
    count = lambda: keeper.current().cursor().execute("SELECT count(*) FROM imported_briefs").fetchone()[0]  # noqa: E731
    assert count() == 0
    run(small_project, "brief", "import", *files(a=TEXT))
    assert count() == 1
    kept = brief_store.kept_file(small_project)
    kept.write_bytes(kept.read_bytes().replace(b"Major", b"Minor"))
    assert count() == 0
    assert "is left out" in str(keeper.left_out[0])
    keeper.current().connection.close()


def test_an_import_killed_at_random_moments_leaves_the_old_or_the_new_set(project, files):
    run(project, "brief", "import", *files(a=TEXT))
    old = listed(project)
    many = list(map(str, files(**{f"n{n}": TEXT.replace("Copper", f"Metal {n}") for n in range(40)})))
    began = time.monotonic()
    process = start(project, "brief", "import", *many)
    process.join(120)
    whole = time.monotonic() - began
    new = listed(project)
    assert len(new) == 41
    chance, killed = random.Random(20251027), 0
    for _ in range(40):
        if killed == 4:
            break
        brief_store.publish(project, [one for one in brief_store.briefs(project)[0] if one.entry.brief_id in old])
        process = start(project, "brief", "import", *many)
        process.join(chance.uniform(0, whole))
        process.kill()
        process.join(60)
        if process.exitcode == -signal.SIGKILL:
            killed += 1
        else:
            whole *= 0.8
        assert listed(project) in (old, new)
        assert brief_store.briefs(project)[1] == []
    assert killed == 4


def test_stopped_from_the_keyboard_an_import_says_so_in_one_line_and_keeps_what_was_read(project, files, monkeypatch):
    many = files(**{f"n{n:03}": TEXT.replace("Copper", f"Metal {n}") for n in range(200)})
    read = keeping.read_brief

    def pressed(raw, name):
        if name == "n120.txt":
            raise KeyboardInterrupt
        return read(raw, name)

    monkeypatch.setattr(keeping, "read_brief", pressed)
    done = run(project, "brief", "import", *many)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "stopped after 120 of 200 files; 120 briefs of them kept\n"
    assert len(listed(project)) == 120
    shown = run(project, "brief", "list").stdout.splitlines()
    assert (len(shown), shown[0].split()[0]) == (21, listed(project)[100])
    assert shown[-1] == "These are the last 20 imported; all of them: python -m lodestone brief list --all"
    assert len(run(project, "brief", "list", "--all").stdout.splitlines()) == 120


def test_when_the_disk_refuses_the_old_set_stays(project, files, monkeypatch):
    run(project, "brief", "import", *files(a=TEXT))

    def full(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lodestone.backends.layouts.sync", full)
    done = run(project, "brief", "import", *files(d=CARD))
    assert done.returncode == 3
    assert done.stderr.startswith("The briefs could not be written to build/imports/: No space left on device.")
    assert listed(project) == [ID]


def test_a_dash_between_two_names_parts_them_in_the_address_of_a_brief():
    assert keeping.slug("United States–Australia framework") == "united-states-australia-framework"
