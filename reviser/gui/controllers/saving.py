"""Saves the current document, also to another file, and asks before text is lost or another program's change is
overwritten."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from reviser.documents.base import Document
from reviser.documents.formats import formats_for_tracking
from reviser.documents.store import ChangedOnDiskError, SignedError
from reviser.errors import UserError
from reviser.gui.commands import Bar, Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.dialogs.questions import (
    Leaving,
    Overwriting,
    Signed,
    ask_end_round,
    ask_leave,
    ask_lose,
    ask_overwrite,
    ask_signed,
)
from reviser.gui.text.text_view import TextView
from reviser.gui.wording.messages import error_text, translate
from reviser.gui.wording.state_sentences import copied_sentence


class SavingController:
    """Saves the current document, which is displayed in `text`."""

    def __init__(self, context: WindowContext, text: TextView) -> None:
        self._context = context
        self._text = text

    def commands(self) -> Iterable[Command]:
        yield Command(
            "save",
            tr("&Save"),
            self.save,
            MenuSection.FILE_SAVE,
            CommandGroup.DOCUMENT,
            keys=("Ctrl+S",),
            icon="save",
            enabled=self._context.document_open,
            steady=True,
            bar=Bar.SAVE,
        )
        yield Command(
            "save-as",
            tr("Save &as …"),
            self.save_as,
            MenuSection.FILE_SAVE,
            CommandGroup.DOCUMENT,
            keys=("Ctrl+Shift+S",),
            enabled=self._context.document_open,
            steady=True,
        )
        yield Command(
            "save-tracked",
            tr("Save a copy with &tracked changes …"),
            self.save_tracked,
            MenuSection.FILE_SAVE,
            CommandGroup.DOCUMENT,
            enabled=self._can_track,
            steady=True,
        )
        yield Command(
            "read-again",
            tr("Read the &file again"),
            self.read_again,
            MenuSection.FILE_SAVE,
            CommandGroup.DOCUMENT,
            enabled=lambda: self.path is not None,
            steady=True,
        )

    @property
    def path(self) -> Path | None:
        """The file of the current document; None if it has none."""
        review = self._context.review
        return None if review is None else review.open_document.document.path

    def save(self) -> bool:
        """Save to the document's file. Ask first if another program has changed it. Return whether it is saved."""
        context = self._context
        if context.review is None:
            return True
        if self.path is None:
            return self.save_as()
        if not self._all_kept():
            return False
        return self._write()

    def _write(self, *, overwrite: bool = False, breaking: bool = False) -> bool:
        """Save to the document's own file. Ask first if another program has changed it (unless `overwrite`) or if
        saving breaks its signature (unless `breaking`). Return whether it is saved."""
        context = self._context
        if context.review is None:
            return False
        open_document, document = context.review.open_document, context.review.open_document.document
        try:
            open_document.save(overwrite=overwrite, breaking=breaking)
        except ChangedOnDiskError as error:
            return self._overwrite(error_text(error), breaking=breaking)
        except SignedError:
            return self._sign_away(overwrite=overwrite)
        except UserError as error:
            # Shown until the document is saved: saving replaces `document`.
            context.message.say(error_text(error), warning=True, holds=lambda: open_document.document is document)
            return False
        return True

    def save_as(self) -> bool:
        """Ask for a file and save to it; it becomes the document's file. Return whether it is saved."""
        from reviser.gui.dialogs.files import ask_save_document

        context = self._context
        if context.review is None:
            return True
        if not self._all_kept():
            return False
        open_document = context.review.open_document
        title = QCoreApplication.translate("SavingController", "Save as")
        name = ask_save_document(context.window, title, str(self.path or ""), open_document.document.format)
        if not name:
            return False
        if Path(name) == self.path:
            return self._write(overwrite=True)
        saved = context.attempts.do(lambda: open_document.save(Path(name)))
        if saved:
            context.attempts.do(lambda: context.document_manager.remember(Path(name)))
        return saved

    def _can_track(self) -> bool:
        review = self._context.review
        return review is not None and bool(review.open_document.document.format.tracked_as)

    def save_tracked(self) -> bool:
        """Ask for a file and write a copy to it: the file's text, with accepted and undecided edits as tracked changes
        for a co-author. The document keeps its own file. Return whether the copy is written."""
        from reviser.gui.dialogs.files import ask_save_tracked

        context = self._context
        if context.review is None or not self._all_kept():
            return False
        open_document, path = context.review.open_document, self.path
        offered = str(path.with_name(f"{path.stem}-tracked{path.suffix}")) if path is not None else ""
        title = QCoreApplication.translate("SavingController", "Save a copy with tracked changes")
        name, form = ask_save_tracked(
            context.window, title, offered, formats_for_tracking(open_document.document.format)
        )
        if not name:
            return False
        code = form.code if form is not None else ""
        written: list[Document] = []
        if context.attempts.do(
            lambda: written.append(open_document.save_tracked(Path(name), pending=True, tracked_as=code))
        ):
            for copy in written:
                said = copied_sentence(name, len(copy.content.changes)), " ".join(map(translate, copy.notes))
                context.message.say(" ".join(filter(None, said)))
        return bool(written)

    def _all_kept(self) -> bool:
        """Whether all typed text is in the history, from which files are saved. If not, warn the person; the text stays
        on the screen."""
        self._text.flush()
        if self._text.dirty:
            self._context.warn(
                tr(
                    "Not saved: the text that you typed last could not be stored. Copy it, open the document "
                    "again, and paste it."
                )
            )
        return not self._text.dirty

    def read_again(self) -> None:
        """Take in what another program changed in the file. Undo can take it back."""
        context, review = self._context, self._context.review
        self._text.flush()
        if review is not None and context.attempt(lambda: context.document_manager.reload(review.open_document)):
            context.message.hide()
            context.changed.emit()

    def look_at_file(self) -> None:
        """Called when the person returns to the window: report if another program has changed the file meanwhile."""
        review = self._context.review
        if review is not None:
            self._context.document_manager.watch(review.open_document, self._say_changed)

    def look_again(self) -> None:
        """Called when a document is opened that is already open: take in what changed in its file. If there is unsaved
        text, only report the change."""
        self._text.flush()
        review = self._context.review
        if review is not None and not review.open_document.unsaved:
            self.read_again()
        else:
            self.look_at_file()

    def _say_changed(self, there: bool) -> None:
        """Report that another program changed the file, or removed it if `there` is false."""
        review = self._context.review
        if review is None:
            return
        open_document, document = review.open_document, review.open_document.document

        def holds() -> bool:
            return open_document.document is document

        message = self._context.message
        if there:
            said = tr("Changed on disk: another program wrote this file since you opened or saved it.")
            message.say(said, warning=True, action=tr("Read it again"), act=self.read_again, holds=holds)
        else:
            said = tr("The file is gone: another program moved or deleted it. Your text is here.")
            message.say(said, warning=True, action=tr("Save it again"), act=self._write_again, holds=holds)

    def _write_again(self) -> None:
        self._text.flush()
        self._write(overwrite=True)

    def say_unsaved(self) -> None:
        """Called after a document was opened: report if its text differs from its file, and offer the file's text."""
        review = self._context.review
        if review is None or self.path is None or not review.open_document.unsaved:
            return
        self._context.message.say(
            tr("Your changes since the last save are here; the file does not have them yet."),
            action=tr("Show the text of the file"),
            act=self._take_file_text,
            holds=lambda: review.open_document.unsaved,
        )

    def _take_file_text(self) -> None:
        review = self._context.review
        if review is not None:
            self._text.flush()
            self._context.attempt(review.open_document.revert)

    def may_leave(self) -> bool:
        """Ask about unsaved text and a running round. Return whether the document may be closed."""
        context = self._context
        if context.review is None:
            return True
        self._text.flush()
        if self._text.dirty or context.attempts.waiting:
            # The running round still writes; only the person's own work must not be lost.
            if not ask_lose(context.window):
                return False
            context.attempts.give_up()
        running = context.review.open_document.running
        if not context.review.open_document.unsaved or self._kept_in_queue():
            return not running or ask_end_round(context.window, context.document_name)
        answer = ask_leave(context.window, context.document_name, running=running)
        return self.save() if answer is Leaving.SAVE else answer is Leaving.LEAVE

    def _kept_in_queue(self) -> bool:
        """Whether the document is an annotator's own session, which has no file to save to."""
        entry = self._context.queue_entry
        return entry is not None and entry.given_id is not None and self.path is None

    def _sign_away(self, *, overwrite: bool) -> bool:
        """Ask what to do about the signature of the document's file. Return whether the text is saved."""
        answer = ask_signed(self._context.window, self._context.document_name)
        if answer is Signed.ELSEWHERE:
            return self.save_as()
        return answer is Signed.BREAK and self._write(overwrite=overwrite, breaking=True)

    def _overwrite(self, sentence: str, *, breaking: bool) -> bool:
        """Ask what to do about a file that another program changed. Return whether the text is saved."""
        context = self._context
        answer = ask_overwrite(context.window, sentence, there=self.path is not None and self.path.exists())
        if answer is Overwriting.ELSEWHERE:
            return self.save_as()
        if answer is Overwriting.READ_AGAIN:
            self.read_again()
            return False
        return answer is Overwriting.OVERWRITE and self._write(overwrite=True, breaking=breaking)
