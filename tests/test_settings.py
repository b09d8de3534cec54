"""The settings of a process: read from its variables, told by name where they are wrong, printed without secrets."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields

import pytest
from command_support import run

from lodestone.errors import SettingsError
from lodestone.paths import here
from lodestone.settings import Settings, read_settings, settings, unknown, without_secrets


def test_without_variables_it_is_one_machine_that_needs_no_server():
    found = read_settings({"LODESTONE_DATABASE_URL": "  ", "OTHER": "x"})
    assert found == Settings()
    assert (found.database_url, found.storage_url, found.owner_rule, found.look_seconds) == (None, None, "anyone", 10)
    with pytest.raises(FrozenInstanceError):
        found.look_seconds = 1


def test_each_variable_is_read_as_what_it_is(monkeypatch):
    monkeypatch.setenv("LODESTONE_DATABASE_URL", "postgresql://reader@db.example.edu/notebook")
    monkeypatch.setenv("LODESTONE_DATABASE_CONNECTIONS", "7")
    monkeypatch.setenv("LODESTONE_LOOK_SECONDS", "0.5")
    monkeypatch.setenv("LODESTONE_STORAGE_URL", "s3://bucket/notebook")
    monkeypatch.setenv("LODESTONE_OWNER_RULE", "Owner")
    found = settings()
    assert (found.database_url, found.database_connections) == ("postgresql://reader@db.example.edu/notebook", 7)
    assert (found.look_seconds, found.storage_url, found.owner_rule) == (0.5, "s3://bucket/notebook", "owner")


@pytest.mark.parametrize(
    ("variable", "given", "wrong"),
    [
        ("LODESTONE_DATABASE_URL", "mysql://u:hush@h/d", "does not begin with postgresql:// or postgres://"),
        ("LODESTONE_DATABASE_URL", "postgresql://u:hush@h:port/d", "is no address"),
        ("LODESTONE_DATABASE_URL", "postgresql://u:hu%sh@h/d", "has a % that is not written as %25"),
        ("LODESTONE_DATABASE_SCHEMA", "a; drop", "is no name of small letters, digits and underscores"),
        ("LODESTONE_DATABASE_CONNECTIONS", "2.5", "is no whole number from 1 to 100"),
        ("LODESTONE_LOOK_SECONDS", "nan", "is no number from 0.1 to 3600"),
        ("LODESTONE_STORAGE_URL", "bucket", "does not begin with s3:// or file://"),
        ("LODESTONE_OWNER_RULE", "nobody", "is none of: anyone, owner"),
        ("LODESTONE_SIGN_IN", "yes", "is none of: required, optional"),
    ],
)
def test_a_variable_that_cannot_be_read_is_told_with_what_is_meant(variable, given, wrong):
    with pytest.raises(SettingsError) as told:
        read_settings({variable: given, "LODESTONE_DATABASE_PATIENCE": "-1"})
    first, second = sorted(str(told.value).splitlines(), key=lambda line: "PATIENCE" in line)
    assert first.startswith(f"{variable} {wrong}. Meant is ")
    assert first.endswith("Mend it, or leave it out.")
    assert second.startswith("LODESTONE_DATABASE_PATIENCE is no number from 0.1 to 60.")
    assert "hush" not in str(told.value)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://u:hu%40sh@h:5/d?x=1", "postgresql://u:***@h:5/d?x=1"),
        (
            "postgresql://h/d?user=u&password=hush&sslpassword=hush",
            "postgresql://h/d?user=u&password=***&sslpassword=***",
        ),
        ("s3://key:hush@bucket/folder", "s3://key:***@bucket/folder"),
        ("postgresql://[hush", "***"),
        ("postgresql://u@h/d", "postgresql://u@h/d"),
    ],
)
def test_no_password_is_shown(given, shown):
    assert without_secrets(given) == shown


def test_the_command_prints_every_setting_without_secrets_and_names_what_is_none():
    given = {
        "LODESTONE_DATABASE_URL": "postgresql://u:hush@h/d",
        "LODESTONE_METRICS_TOKEN": "hush",
        "LODESTONE_DATABSE_SCHEMA": "x",
    }
    said = run(here(), "settings", **given)
    assert said.returncode == 0
    assert all(one.metadata["variable"] in said.stdout for one in fields(Settings))
    assert "postgresql://u:***@h/d" in said.stdout
    assert "hush" not in said.stdout
    assert "LODESTONE_DATABSE_SCHEMA is no setting and is ignored. Is LODESTONE_DATABASE_SCHEMA meant?" in said.stderr
    said = run(here(), "settings", LODESTONE_LOOK_SECONDS="soon")
    assert said.returncode == 2
    assert said.stderr.startswith("LODESTONE_LOOK_SECONDS is no number")
    assert unknown(["LODESTONE_XYZZY"]) == ["LODESTONE_XYZZY is no setting and is ignored."]


def test_the_surroundings_are_read_in_one_place():
    reads = re.compile(r"os\.(environ\.get|environ\[\"|getenv)")
    found = {path.name for path in (here().root / "lodestone").rglob("*.py") if reads.search(path.read_text("utf-8"))}
    assert found == {"settings.py"}
