"""An open document as the window has it: in front, in the background, or not read yet since the program started."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from reviser.gui.review import Review
from reviser.gui.tab_strip import Face
from reviser.gui.text_view import Mode


@dataclass(eq=False, slots=True)
class DocumentTab:
    """`title` names it before it is read; `review` is there from then on. `mode` is what keys did in it when it was in
    front last, None where it never was."""

    document_id: int
    title: str = ""
    review: Review | None = None
    mode: Mode | None = None

    @property
    def path(self) -> Path | None:
        """Its file; None where it has none, or was not read yet."""
        return None if self.review is None else self.review.revision.document.path

    def is_of(self, path: Path) -> bool:
        """Whether it is the document of this file, as far as it was read."""
        return self.path is not None and self.path.resolve() == path.resolve()

    @property
    def is_blank(self) -> bool:
        """Whether it has no file and no text, and no round was ever made of it."""
        if self.review is None:
            return False
        revision, state = self.review.revision, self.review.state
        return revision.document.path is None and not state.text and not state.depth and not revision.running

    @property
    def name(self) -> str:
        if self.path is not None:
            return self.path.name
        return self.title or QCoreApplication.translate("MainWindow", "Untitled")

    def face(self, *, in_front: bool) -> Face:
        """How its tab looks: one in the background says how its round stands."""
        if self.review is None:
            return Face(self.name)
        revision, played = self.review.revision, self.review.state.played
        note = ""
        if not in_front and revision.running:
            note = QCoreApplication.translate("DocumentTab", "revising …")
        elif not in_front and played is not None and played.pending:
            note = QCoreApplication.translate("DocumentTab", "%Ln undecided", "", len(played.pending))
        tip = str(self.path) if self.path else QCoreApplication.translate("DocumentTab", "Not saved in a file yet")
        return Face(self.name, revision.unsaved, note, tip)
