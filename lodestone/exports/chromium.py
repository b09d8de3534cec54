"""Where this computer keeps a Chromium, and how to get one where there is none: each system has its own way."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from lodestone.settings import settings

# The one without windows starts in two thirds of the time, and draws and prints the same.
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")
_PROGRAMS = (
    ("Chromium", "Application", "chrome.exe"),
    ("Google", "Chrome", "Application", "chrome.exe"),
    ("Microsoft", "Edge", "Application", "msedge.exe"),
)
# The folders of Windows that hold programs, by the words that lead to them.
_PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
# What installs a program, by the command that does it; the first that is there is advised.
_INSTALLERS = {
    "apt-get": "sudo apt-get install chromium",
    "dnf": "sudo dnf install chromium",
    "pacman": "sudo pacman -S chromium",
    "zypper": "sudo zypper install chromium",
    "apk": "sudo apk add chromium",
}


def find_chromium() -> str | None:
    """The path of a Chromium: what CHROMIUM names, else the first one installed, else None.

    Google Chrome and Microsoft Edge are Chromium, too.
    """
    named = settings().chromium
    if named:
        return shutil.which(named)
    on_path = (found for name in _NAMES if (found := shutil.which(name)))
    kept = (str(place) for place in usual_places(sys.platform, os.environ, Path.home()) if place.is_file())
    return next(on_path, None) or next(kept, None)


def usual_places(system: str, surroundings: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Where a system keeps browsers that no command leads to; `system` as in `sys.platform`."""
    if system == "darwin":
        for app in _APPS:
            for folder in (Path("/Applications"), home / "Applications"):
                yield folder / f"{app}.app" / "Contents" / "MacOS" / app
    elif system == "win32":
        for program in _PROGRAMS:
            for word in _PROGRAM_FOLDERS:
                if base := surroundings.get(word):
                    yield Path(base, *program)
    else:
        yield Path("/snap/bin/chromium")
        yield Path("/opt/google/chrome/chrome")


def advice(system: str = sys.platform) -> str:
    """How to get a Chromium on this system, as the end of a sentence."""
    if system == "darwin":
        return (
            "install Google Chrome, or run 'brew install --cask chromium', or set CHROMIUM to the program inside the "
            "app (…/Contents/MacOS/…)."
        )
    if system == "win32":
        return r"install Google Chrome, or set CHROMIUM to the program (C:\…\chrome.exe)."
    how = next((line for command, line in _INSTALLERS.items() if shutil.which(command)), None)
    return (
        f"install it with '{how}', or set CHROMIUM=/path/to/it." if how else "install it, or set CHROMIUM=/path/to/it."
    )


MISSING = f"No Chromium was found to draw with: {advice()}"
