"""Every table and column says what it means, and the page on them is what the database says."""

from __future__ import annotations

import re

import pytest

from lodestone.__main__ import main
from lodestone.dictionary import read_dictionary
from lodestone.paths import here

# Names that say all by themselves; identifiers (…_id) do too.
SELF_EXPLAINING = {"name", "title", "url", "publisher"}
SCHEMA = "\n".join(path.read_text(encoding="utf-8") for path in sorted((here().data / "schema").glob("*.sql")))


@pytest.fixture
def tables(warehouse):
    return read_dictionary(warehouse)


def test_every_table_of_the_schema_says_what_a_row_is(tables):
    assert set(tables) == set(re.findall(r"CREATE TABLE (\w+)", SCHEMA))
    assert not [table.name for table in tables.values() if not re.fullmatch(r"[A-Z].+\.", table.about)]


def test_every_column_says_what_it_means_unless_its_name_does(tables):
    silent = {
        f"{table.name}.{column.name}"
        for table in tables.values()
        for column in table.columns
        if not column.meaning and column.name not in SELF_EXPLAINING and not column.name.endswith("_id")
    }
    assert not silent


def test_a_comment_names_what_is_there_and_speaks_in_sentences(tables):
    for name, column in re.findall(r"COMMENT ON COLUMN (\w+)\.(\w+)", SCHEMA):
        assert column in {one.name for one in tables[name].columns}
    for table in tables.values():
        for column in table.columns:
            assert not column.meaning or re.search(r"[.]$", column.meaning), f"{table.name}.{column.name}"
            assert column.empty is None or not column.empty.endswith(".")


def test_only_a_cell_that_may_be_empty_says_what_that_means(tables):
    said = re.findall(r"COMMENT ON COLUMN (\w+\.\w+) IS\s+'((?:[^']|'')*)'", SCHEMA)
    assert len(said) > 200
    empty = {column for column, words in said if "Empty: " in words}
    may_be = {f"{table.name}.{one.name}" for table in tables.values() for one in table.columns if one.empty}
    assert empty <= may_be
    assert "sources.note" in may_be - empty, "what no comment says of an empty cell is 'not known'"
    assert next(one.empty for one in tables["sources"].columns if one.name == "note") == "not known"


def test_types_lists_and_keys_come_from_the_catalog(tables):
    columns = {one.name: one for one in tables["organization_provisions"].columns}
    assert columns["event_id"].keys == ("in events.event_id",)
    assert set(columns["provision_id"].keys) == {"in provisions.provision_id", "key with organization_id"}
    assert columns["link_basis"].type == "one of a list"
    assert columns["link_basis"].words == (
        "leads",
        "named in the brief",
        "implied in the brief",
        "reported",
        "our reading",
    )
    assert {one.name: one.type for one in tables["awards"].columns}["amount_usd"] == "BIGINT"
    assert {one.name: one.type for one in tables["imported_sites"].columns}["minerals"] == "VARCHAR[]"


def test_the_page_is_what_the_command_prints(capsys):
    assert main(["schema", "--markdown"]) == 0
    page = (here().root / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == page, (
        "write it anew: python -m lodestone schema --markdown > docs/data-dictionary.md"
    )


def test_the_command_lists_the_tables_and_opens_one(capsys, tables):
    assert main(["schema"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == sorted(tables)
    assert main(["schema", "awards"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("awards\nMoney promised to a project by one funder")
    assert "amount_usd            BIGINT\n" in said
    assert "In dollars, only where a source gives dollars. Empty: not published in dollars." in said
    assert all(re.search(rf"^{column.name}\b", said, re.MULTILINE) for column in tables["awards"].columns)
    assert max(map(len, said.splitlines())) <= 120


@pytest.mark.parametrize(
    ("name", "words"),
    [("award", "Nearest: awards"), ("organisations", "Nearest: organizations"), ("zzzz", "Without a name")],
)
def test_an_unknown_table_is_refused_with_the_nearest_names(capsys, name, words):
    assert main(["schema", name]) == 2
    told = capsys.readouterr()
    assert f"There is no table '{name}'" in told.err
    assert words in told.err
    assert told.out == ""
