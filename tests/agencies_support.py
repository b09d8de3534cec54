"""A helper for the tests of the agencies: the files read plainly, the cells answered, the page opened."""

from __future__ import annotations

import csv
import html
import re
from datetime import date
from functools import cache

import pytest
from pages_support import page as opened
from questions_support import fresh_engine

from lodestone.filters import View
from lodestone.page_list import entry
from lodestone.paths import here

DAY = date(2026, 11, 22)
FORMS = [("page", 1000), ("page", 1440), ("slide", 1000)]


@cache
def facts(name):
    with (here().data / "facts" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ORGANIZATIONS = {row["organization_id"]: row for row in facts("organizations")}
LINKS = facts("organization_provisions")
PILLAR = {row["provision_id"]: row["pillar"] for row in facts("provisions")}


def known(link, day=DAY):
    """Whether a link could be known on a day: the event it cites had come."""
    when = {row["event_id"]: row["date"] for row in facts("events")}
    return not link["event_id"] or when[link["event_id"]] <= day.isoformat()


def linked_to(provisions):
    return {link["organization_id"] for link in LINKS if link["provision_id"] in provisions}


@pytest.fixture(scope="module")
def book():
    return fresh_engine()


@pytest.fixture(scope="module")
def data(warehouse):
    return warehouse


@pytest.fixture
def ask(book, data):
    labels = book.bounds(data, DAY).labels

    def ask(cell, width=1000, **values):
        window = {340: "narrow", 1000: "medium", 1440: "wide"}[width]
        view = View(
            {"as_of": DAY} | values,
            version=data.version,
            filters=entry("agencies").filters,
            window=window,
            labels=labels,
        )
        return book.answer(data, cell, view)

    return ask


def ids(one):
    return set(one.table["organization_id"])


def shown(text):
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def page(**address):
    return opened("agencies", **({"as_of": DAY.isoformat()} | address))


def texts(at):
    return "\n".join(one.value for one in at.markdown)
