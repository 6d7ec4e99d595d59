"""Which documents a window has open in its tabs, kept from one start to the next.

They stand in the settings as words: the path of the history whose documents they are, the place of the tab in front
(from 0; -1 for none), and the number of each document. Another history has other documents under these numbers: then
nothing is brought back.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from reviser.services.settings import Settings

_HEAD = 2  # words before the numbers


@dataclass(frozen=True, slots=True)
class OpenTabs:
    """The numbers of documents, from left to right, and the place of the one in front."""

    documents: tuple[int, ...] = ()
    front: int = -1


def load_tabs(settings: Settings, history: Path) -> OpenTabs:
    """The documents that were open last with this history; empty where that is not known."""
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
