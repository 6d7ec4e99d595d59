"""An open document as the window sees it: in front, in the background, or not yet read since the program started."""

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
    """An open document. `title` is its name before it is read; `review` is set once it has been read. `mode` is the
    text mode it had when it was last in front, None if it never was; `listing` is how its proposals were listed.
    `kept_unsaved`: for a document that has not been read yet, the history holds text that is not in its file."""

    document_id: int
    title: str = ""
    review: Review | None = None
    mode: TextMode | None = None
    listing: ListView = EVERYTHING_LISTED
    kept_unsaved: bool = False

    @property
    def unsaved(self) -> bool:
        """Whether the text differs from the file."""
        return self.kept_unsaved if self.review is None else self.review.open_document.unsaved

    @property
    def running(self) -> bool:
        """Whether a round is running."""
        return self.review is not None and self.review.open_document.running

    @property
    def path(self) -> Path | None:
        """The document's file; None if it has none or was not read yet."""
        return None if self.review is None else self.review.open_document.document.path

    def is_of(self, path: Path) -> bool:
        """Whether this is the document of a file. False if it was not read yet."""
        return self.path is not None and self.path.resolve() == path.resolve()

    @property
    def is_blank(self) -> bool:
        """Whether the document has no file, no text and no round."""
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
        """How the tab looks. `name` is the displayed name. A tab in the background also shows the state of its
        round."""
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
    """Each tab with a unique name: files with the same name get their folders, others a number."""
    names = [tab.name for tab in tabs]
    for at, (tab, name) in enumerate(zip(tabs, names, strict=True)):
        if names.count(name) > 1 and tab.path is not None:
            yield tab, f"{name} ({tab.path.parent.name})"
        elif names.count(name) > 1:
            yield tab, f"{name} {names[: at + 1].count(name)}"
        else:
            yield tab, name
