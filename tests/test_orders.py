"""Files that readers order: one at a time, in their order, each reader's kept in bounds, none lost for another's."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
from pages_support import make, page, texts

from lodestone.errors import ExportError
from lodestone.exports import orders
from lodestone.exports.orders import Order, Say, Shelf, Workshop

LONG = 60


class Gate:
    """A file whose making begins and ends when the test says so."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, say: Say) -> bytes:
        self.begun.set()
        assert self.go.wait(LONG)
        say("nearly")
        return b"slow"


def order(key: str, make: Callable[[Say], bytes] = lambda _: b"x") -> Order:
    return Order(key, f"{key}.txt", "text/plain", make)


def refuse(_: Say) -> bytes:
    raise ExportError("There is nothing to draw with.")


def break_down(_: Say) -> bytes:
    raise ZeroDivisionError


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


def test_a_second_order_waits_for_the_first_and_neither_is_lost(shop):
    mine, gate = Shelf(shop), Gate()
    mine.order(order("deck", gate))
    assert gate.begun.wait(LONG)
    mine.order(order("tables"))
    assert [(one.state, shop.place(one)) for one in mine.orders.values()] == [("working", 0), ("waiting", 1)]
    assert not mine.made
    gate.go.set()
    assert all(shop.wait(one, LONG) for one in mine.orders.values())
    assert [(one.key, one.data) for one in mine.made] == [("deck", b"slow"), ("tables", b"x")]


def test_who_waits_for_others_is_told_the_place_and_moves_up_when_one_gives_up(shop):
    gate = Gate()
    readers = [Shelf(shop) for _ in range(3)]
    first, second, third = (order(key, make) for key, make in (("a", gate), ("b", gate), ("c", lambda _: b"c")))
    for reader, one in zip(readers, (first, second, third), strict=True):
        reader.order(one)
    assert gate.begun.wait(LONG)
    assert [shop.place(one) for one in (first, second, third)] == [0, 1, 2]
    readers[1].stop("b")
    assert shop.place(third) == 1
    gate.go.set()
    assert shop.wait(third, LONG)
    assert (third.data, second.state, second.data) == (b"c", "stopped", b"")


def test_the_same_order_twice_is_one(shop):
    made: list[str] = []
    mine = Shelf(shop)
    for _ in range(2):
        mine.order(order("deck", lambda _: made.append("deck") or b"x"))
        assert shop.wait(mine.orders["deck"], LONG)
    assert made == ["deck"]


def test_what_is_stopped_at_work_ends_at_its_next_step_and_can_be_ordered_again(shop):
    mine, gate = Shelf(shop), Gate()
    first, after = order("deck", gate), order("next")
    mine.order(first)
    assert gate.begun.wait(LONG)
    mine.stop("deck")
    assert not mine.orders
    mine.order(after)
    gate.go.set()
    assert shop.wait(after, LONG)
    assert first.data == b""
    mine.order(order("deck"))
    assert shop.wait(mine.orders["deck"], LONG)
    assert [one.key for one in mine.made] == ["next", "deck"]


def test_a_failure_is_said_and_the_next_is_made(shop, caplog):
    mine = Shelf(shop)
    for one in (order("a", refuse), order("b", break_down), order("c")):
        mine.order(one)
        assert shop.wait(one, LONG)
    a, b, c = mine.orders.values()
    assert (a.state, a.said) == ("failed", "There is nothing to draw with.")
    assert (b.state, "server's log" in b.said) == ("failed", True)
    assert "ZeroDivisionError" in caplog.text
    assert c.data == b"x"
    mine.order(order("a"))
    assert shop.wait(mine.orders["a"], LONG), "what failed can be ordered again"


def test_what_a_reader_who_left_ordered_is_not_made(shop):
    made: list[str] = []
    gate, mine, gone = Gate(), Shelf(shop), Shelf(shop)
    mine.order(order("a", gate))
    assert gate.begun.wait(LONG)
    gone.order(order("left", lambda _: made.append("left") or b""))
    last = order("last")
    mine.order(last)
    assert shop.place(last) == 2
    del gone
    gc.collect()
    assert shop.place(last) == 1
    gate.go.set()
    assert shop.wait(last, LONG)
    assert not made


def test_the_oldest_go_when_they_are_too_many_or_too_large(shop, monkeypatch):
    monkeypatch.setattr(orders, "MOST_FILES", 3)
    monkeypatch.setattr(orders, "MOST_BYTES", 10)
    mine = Shelf(shop)

    def keep(*names: str, size: int) -> list[object]:
        for name in names:
            mine.order(order(name, lambda _: b"x" * size))
            assert shop.wait(mine.orders[name], LONG)
        return [one.key for one in mine.made]

    assert keep("a", "b", "c", size=1) == ["a", "b", "c"]
    assert keep("d", size=1) == ["b", "c", "d"]
    assert keep("e", size=8) == ["c", "d", "e"][-3:]
    assert keep("f", size=9) == ["f"], "eight and nine are more than ten"
    assert keep("g", size=99) == ["g"], "the newest stays"
    assert list(mine.orders) == ["g"]


# On the page -----------------------------------------------------------------------------------------------------


def saves(at) -> set[str]:
    return {one.proto.id.rpartition("-")[2] for one in at.get("download_button")}


def test_making_a_second_file_leaves_the_first_to_save():
    at = page("takeaway", show="overview")
    make(at, "calendar")
    assert saves(at) == {"save_calendar"}
    make(at, "workbook")
    assert saves(at) == {"save_calendar", "save_workbook"}
    at.segmented_control(key="meeting").set_value("money").run()
    assert "Made before, with other choices or filters" in texts(at)
    # The dates are the same for all that is shown with these filters; the tables of one page are not those of a set.
    assert "save_before_0" in saves(at)
    at.segmented_control(key="meeting").set_value("page").run()
    assert {"save_calendar", "save_workbook"} <= saves(at)
    assert not at.exception


def test_the_page_tells_the_place_in_the_queue_and_stop_ends_it():
    at = page("takeaway", show="overview")
    gate, other = Gate(), Shelf(at.session_state["takeaway_shelf"].workshop)
    other.order(order("another reader's", gate))
    assert gate.begun.wait(LONG)
    at.button(key="make_calendar").click().run()
    assert "number 2 in the queue: 1 file is made first …" in texts(at)
    at.button(key="make_workbook").click().run()
    assert "number 3 in the queue: 2 files are made first …" in texts(at)
    at.button(key="stop_calendar").click().run()
    assert "number 2 in the queue" in texts(at)
    assert at.button(key="make_calendar").label == "Make it"
    gate.go.set()
    kept = at.session_state["takeaway_shelf"]
    assert all(kept.workshop.wait(one, LONG) for one in kept.orders.values())
    at.run()
    assert saves(at) == {"save_workbook"}


def test_what_could_not_be_made_is_said_and_can_be_tried_again(monkeypatch):
    at = page("takeaway", show="overview")
    monkeypatch.setenv("CHROMIUM", "/bin/false")
    make(at, "pdf")
    assert any("could not print, although it was tried twice" in one.value for one in at.warning)
    assert at.button(key="make_pdf").label == "Make it"
