"""The theme that Streamlit sends at the start of each view, put together once and not anew each time."""

from __future__ import annotations

from functools import lru_cache

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep_theme() -> None:
    """Keep each section of the theme until the settings are read again; called once, when the server starts.

    Streamlit goes through all of its settings for each of six sections and spells each name anew: a tenth of a view
    that was seen before. There is no setting for it.
    """
    put_together = app_session._populate_theme_msg  # noqa: SLF001

    @lru_cache
    def kept(section: str) -> CustomThemeConfig:
        theme = CustomThemeConfig()
        put_together(theme, section)
        return theme

    def fill_in(msg: CustomThemeConfig, section: str = "theme") -> None:
        if (whole := kept(section)).ByteSize():
            msg.MergeFrom(whole)

    config.on_config_parsed(kept.cache_clear, force_connect=True)
    app_session._populate_theme_msg = fill_in  # noqa: SLF001
