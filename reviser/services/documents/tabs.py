"""The documents in the tabs of a window, stored for the next start.

The settings store them as strings: the path of the history, the index of the front tab (from 0; -1 for none), and the
number of each document. With another history nothing is restored, because its numbers mean other documents."""

from dataclasses import dataclass, replace
from pathlib import Path

from reviser.services.settings import Settings

_HEAD = 2  # strings before the numbers


@dataclass(frozen=True, slots=True)
class OpenTabs:
    """The numbers of documents from left to right, and the index of the one in front."""

    documents: tuple[int, ...] = ()
    front: int = -1


def load_tabs(settings: Settings, history: Path) -> OpenTabs:
    """The documents that were open last with this history; empty if unknown."""
    words = settings.tabs
    if len(words) < _HEAD or words[0] != str(history.absolute()):
        return OpenTabs()
    try:
        front, *documents = map(int, words[1:])
    except ValueError:
        return OpenTabs()
    return OpenTabs(tuple(dict.fromkeys(documents)), front)


def store_tabs(settings: Settings, history: Path, tabs: OpenTabs) -> Settings:
    """The settings with these tabs stored in them."""
    return replace(settings, tabs=(str(history.absolute()), str(tabs.front), *map(str, tabs.documents)))
