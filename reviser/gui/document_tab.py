"""An open document as the window has it: in front, in the background, or not read yet since the program started."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from reviser.gui.panels.side_panel import EVERYTHING_LISTED, ListView
from reviser.gui.panels.tab_strip import TabFace
from reviser.gui.review import Review
from reviser.gui.text.text_view import TextMode


@dataclass(eq=False, slots=True)
class DocumentTab:
    """`title` names it before it is read; `review` is there from then on. `mode` is what keys did in it when it was in
    front last, None where it never was; `listing` how its proposals were
    listed. `kept_unsaved`: of one that is not read yet, whether the history has a text that its file has not."""

    document_id: int
    title: str = ""
    review: Review | None = None
    mode: TextMode | None = None
    listing: ListView = EVERYTHING_LISTED
    kept_unsaved: bool = False

    @property
    def unsaved(self) -> bool:
        """Whether its text is not in its file as it stands."""
        return self.kept_unsaved if self.review is None else self.review.open_document.unsaved

    @property
    def running(self) -> bool:
        """Whether a round of it runs."""
        return self.review is not None and self.review.open_document.running

    @property
    def path(self) -> Path | None:
        """Its file; None where it has none, or was not read yet."""
        return None if self.review is None else self.review.open_document.document.path

    def is_of(self, path: Path) -> bool:
        """Whether it is the document of this file, as far as it was read."""
        return self.path is not None and self.path.resolve() == path.resolve()

    @property
    def is_blank(self) -> bool:
        """Whether it has no file and no text, and no round was ever made of it."""
        if self.review is None:
            return False
        open_document, state = self.review.open_document, self.review.state
        return open_document.document.path is None and not state.text and not state.depth and not open_document.running

    @property
    def name(self) -> str:
        if self.path is not None:
            return self.path.name
        return self.title or QCoreApplication.translate("WindowContext", "Untitled")

    def face(self, name: str, *, in_front: bool) -> TabFace:
        """How its tab looks, with this name: one in the background says how its round stands."""
        if self.review is None:
            return TabFace(name, self.unsaved)
        open_document, round_state = self.review.open_document, self.review.state.round_state
        note = ""
        if not in_front and open_document.running:
            note = QCoreApplication.translate("DocumentTab", "revising …")
        elif not in_front and round_state is not None and round_state.pending:
            note = QCoreApplication.translate("DocumentTab", "%Ln undecided", "", len(round_state.pending))
        tip = str(self.path) if self.path else QCoreApplication.translate("DocumentTab", "Not saved in a file yet")
        return TabFace(name, self.unsaved, note, tip)


def distinct_titles(tabs: Sequence[DocumentTab]) -> Iterator[tuple[DocumentTab, str]]:
    """Each tab with a name of its own: files of one name with their folders, others with a number."""
    names = [tab.name for tab in tabs]
    for at, (tab, name) in enumerate(zip(tabs, names, strict=True)):
        if names.count(name) > 1 and tab.path is not None:
            yield tab, f"{name} ({tab.path.parent.name})"
        elif names.count(name) > 1:
            yield tab, f"{name} {names[: at + 1].count(name)}"
        else:
            yield tab, name
