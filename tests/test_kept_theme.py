"""What Streamlit sends of the theme with each view is put together once, and is what it would put together itself."""

from __future__ import annotations

import runpy

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from lodestone.paths import here
from lodestone.screen.kept_theme import keep_theme

SECTIONS = ("theme", *(f"theme.{one.value}" for one in config.CustomThemeCategories))


@pytest.fixture
def put_together(monkeypatch):
    """Streamlit's own way; what takes its place is taken back."""
    own = app_session._populate_theme_msg
    monkeypatch.setattr(app_session, "_populate_theme_msg", own)
    return own


def filled(fill, section: str) -> CustomThemeConfig:
    theme = CustomThemeConfig()
    fill(theme, section)
    return theme


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_is_what_streamlit_would_send_and_nobody_can_change_it(put_together, section):
    config.get_config_options(force_reparse=True)
    keep_theme()
    kept = app_session._populate_theme_msg
    assert kept is not put_together
    first = filled(kept, section)
    assert first == filled(put_together, section)
    first.primary_color = "#123456"
    assert filled(kept, section) == filled(put_together, section)


def test_the_notebook_s_own_colours_are_in_it(put_together):
    config.get_config_options(force_reparse=True)
    keep_theme()
    assert filled(app_session._populate_theme_msg, "theme.light").primary_color == "#7D5A10"


def test_settings_that_are_read_again_are_sent_again(put_together):
    keep_theme()
    kept = app_session._populate_theme_msg
    usual = filled(kept, "theme.dark").primary_color
    for colour in ("#ABCDEF", usual):
        config.get_config_options(force_reparse=True, options_from_flags={"theme.dark.primaryColor": colour})
        assert filled(kept, "theme.dark").primary_color == colour
    config.get_config_options(force_reparse=True)


def test_a_server_keeps_it(put_together):
    runpy.run_path(str(here().root / "app.py"), run_name="app")
    assert app_session._populate_theme_msg is not put_together
