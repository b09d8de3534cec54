"""What the fuzzer takes for a failure: what is neither an answer nor a refusal in words; each case again by number."""

from __future__ import annotations

import random
import sys
import tempfile
import time

import pytest

from lodestone.paths import here

sys.path.append(str(here().root / "bench"))

import fuzz
import fuzz_spoil


def outcome(run) -> str:
    return fuzz.judged(run, random.Random(1))[0]


def test_an_answer_and_a_refusal_are_none():
    assert outcome(lambda _: "") == "taken"
    assert outcome(lambda _: "“x” is not one of the choices.\nmore") == "… is not one of the choices."


@pytest.mark.parametrize("error", [TypeError("x"), AssertionError("a row is lost unsaid"), RecursionError(), OSError()])
def test_every_other_exception_is_one_with_its_place(error):
    def run(_):
        raise error

    assert outcome(run).startswith(f"FAILED: {type(error).__name__}")
    assert "in test_fuzz.py:" in outcome(run)


def test_a_path_of_the_machine_and_a_case_without_end_are_ones(monkeypatch):
    assert "a path" in outcome(lambda _: f"{here().root}/data is missing")
    assert "a path" in outcome(lambda _: f"{tempfile.gettempdir()}/x cannot be read")
    monkeypatch.setattr(fuzz, "LONGEST", 0.05)
    assert "TooLong" in outcome(lambda _: time.sleep(20) or "")


def test_a_case_comes_out_the_same_each_time():
    text, known = "a real text, 12.5 and some more\n" * 5, ["word"]

    def spoiled(number: int) -> tuple[str, bytes]:
        choice = random.Random(f"1/content/{number}")
        return fuzz_spoil.spoiled_text(choice, text, known), fuzz_spoil.spoiled_bytes(choice, text.encode())

    many = [spoiled(number) for number in range(200)]
    assert many == [spoiled(number) for number in range(200)]
    assert len({one for one, _ in many}) > 150
    assert sum(one == text for one, _ in many) < 20


def test_the_shares_of_all_kinds_make_a_hundred():
    assert sum(fuzz.SHARES.values()) == 100
    assert set(fuzz.SHARES) == set(fuzz.fuzz_kinds.KINDS)
