"""Colours, type families and the status table that every figure shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SANS = '"Source Sans", "Source Sans 3", "Helvetica Neue", Arial, sans-serif'
SERIF = '"Source Serif", "Source Serif 4", Georgia, serif'


@dataclass(frozen=True)
class Hue:
    """One named colour: `mark` for fills and lines (3:1 on the page), `text` for words and thin marks (4.5:1)."""

    mark: str
    text: str


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, as CSS hex strings; Streamlit's seven colour names are the palette."""

    page: str
    band: str
    ink: str
    mute: str
    line: str
    grid: str
    land: str
    edge: str
    primary: str
    old_gold: str
    yellow: Hue
    blue: Hue
    green: Hue
    red: Hue
    violet: Hue
    orange: Hue
    gray: Hue
    categorical: tuple[str, ...]
    sequential: tuple[str, ...]

    def hue(self, name: str) -> Hue:
        """Return the colour Streamlit calls `name`, such as "orange"."""
        hues = {
            "yellow": self.yellow,
            "blue": self.blue,
            "green": self.green,
            "red": self.red,
            "violet": self.violet,
            "orange": self.orange,
            "gray": self.gray,
        }
        return hues[name]


LIGHT = Tokens(
    page="#FFFFFF",
    band="#F6F4EF",
    ink="#1B1B1B",
    mute="#5F5B54",
    line="#DAD6CC",
    grid="#ECE9E2",
    land="#EDEAE3",
    edge="#B9B4A9",
    primary="#7D5A10",
    old_gold="#CFAE70",
    yellow=Hue("#A98A2B", "#735410"),
    blue=Hue("#1D4689", "#1D4689"),
    green=Hue("#1B8276", "#146B61"),
    red=Hue("#963F22", "#963F22"),
    violet=Hue("#B368C6", "#7D3A91"),
    orange=Hue("#8A5A00", "#7A4F00"),
    gray=Hue("#8C877C", "#5F5B54"),
    categorical=("#1C1C1C", "#A98A2B", "#1D4689", "#1B8276", "#963F22", "#B368C6"),
    sequential=(
        "#FBF6E8", "#F2E7C6", "#E6D39B", "#D6BC72", "#C2A14C", "#A98A2B", "#8A6D1D", "#6B5215", "#4C390F", "#2E220A",
    ),
)  # fmt: skip

DARK = Tokens(
    page="#151513",
    band="#1F1E1B",
    ink="#F2EFE8",
    mute="#B9B4A9",
    line="#3B3933",
    grid="#2A2925",
    land="#2A2925",
    edge="#57534A",
    primary="#D9B45B",
    old_gold="#CFAE70",
    yellow=Hue("#B38F2E", "#D9B45B"),
    blue=Hue("#9CBDF9", "#9CBDF9"),
    green=Hue("#2E9189", "#62C4B8"),
    red=Hue("#F09A7C", "#F09A7C"),
    violet=Hue("#B44CCB", "#D79BE6"),
    orange=Hue("#F2B24C", "#F2B24C"),
    gray=Hue("#8C877C", "#B9B4A9"),
    categorical=("#F2EFE8", "#B38F2E", "#9CBDF9", "#2E9189", "#F09A7C", "#B44CCB"),
    sequential=(
        "#26210F", "#3B3214", "#54461A", "#6E5B20", "#8A7227", "#A78A30", "#C2A345", "#D9BC68", "#EBD696", "#F8EDC9",
    ),
)  # fmt: skip


def tokens(theme: str) -> Tokens:
    """Return the colours of `theme`: "dark", or light for any other word."""
    return DARK if theme == "dark" else LIGHT


@dataclass(frozen=True)
class Status:
    """How one status is told: a word, a shape (as text and as a Plotly symbol), a colour name and an icon."""

    word: str
    glyph: str
    symbol: str
    colour: str
    icon: str


STATUS: Mapping[str, Status] = MappingProxyType(
    {
        status.word: status
        for status in (
            Status("met", "●", "circle", "green", ":material/check_circle:"),
            Status("in progress", "◉", "circle-dot", "blue", ":material/pending:"),
            Status("overdue", "▲", "triangle-up", "red", ":material/warning:"),
            Status("no public evidence", "⊠", "square-x-open", "orange", ":material/help:"),
            Status("conditional", "◇", "diamond-open", "violet", ":material/hourglass_empty:"),
            Status("not due", "○", "circle-open", "gray", ":material/schedule:"),
        )
    }
)


# The states of a call for proposals. Closed ones are kept as precedents.
CALL_STATE: Mapping[str, Status] = MappingProxyType(
    {
        "open": Status("open", "●", "circle", "green", ":material/campaign:"),
        "not yet open": Status("not yet open", "○", "circle-open", "blue", ":material/schedule:"),
        "unknown": Status("state not known", "⊠", "square-x-open", "orange", ":material/help:"),
        "closed": Status("closed, kept as a precedent", "□", "square-open", "gray", ":material/inventory_2:"),
    }
)
