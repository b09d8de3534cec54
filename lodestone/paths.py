"""Where the project's rooms are on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """A project folder: text in `data/`, questions in `queries/`, the built database in `build/`."""

    root: Path

    @property
    def data(self) -> Path:
        """Text files under version control."""
        return self.root / "data"

    @property
    def queries(self) -> Path:
        """One `.sql` file a question."""
        return self.root / "queries"

    @property
    def build(self) -> Path:
        """Built databases, which come back by themselves, and below `imports/` the imported datasets, which do not."""
        return self.root / "build"

    @property
    def kept_basemap(self) -> Path:
        """Outlines as the last good build found them; it need not exist."""
        return self.build / ".basemap"

    @property
    def basemap(self) -> Path:
        """The outlines to draw: the last good ones, whatever stands in `data/` now."""
        return self.kept_basemap if self.kept_basemap.is_dir() else self.data / "basemap"


def here() -> Project:
    """The project this package is part of."""
    return Project(Path(__file__).resolve().parent.parent)
