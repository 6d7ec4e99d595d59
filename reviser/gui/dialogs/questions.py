"""Questions that are asked before something is overwritten, deleted, sent or closed."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from reviser.gui.wording.plain_text import PlainBox


class Overwriting(Enum):
    """The answer about a file that another program changed."""

    OVERWRITE = auto()
    ELSEWHERE = auto()
    READ_AGAIN = auto()
    NOT = auto()


class Signed(Enum):
    """The answer about a signature that saving would break."""

    BREAK = auto()
    ELSEWHERE = auto()
    NOT = auto()


class Leaving(Enum):
    """The answer about a text that differs from its file."""

    SAVE = auto()
    LEAVE = auto()
    STAY = auto()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Questions", text)


def ask_overwrite(window: QWidget, sentence: str, *, there: bool) -> Overwriting:
    """Ask what to do about a file that another program changed, or removed if `there` is false. `sentence` says
    which."""
    box = PlainBox(window)
    box.setObjectName("overwrite")
    box.setWindowTitle(_tr("Changed on disk"))
    changed = _tr("Another program changed this file since you opened it.")
    box.setText(changed if there else _tr("Another program moved or deleted this file."))
    box.setInformativeText(sentence)
    overwrite = box.addButton(
        _tr("Overwrite the file") if there else _tr("Save it again"), QMessageBox.ButtonRole.DestructiveRole
    )
    elsewhere = box.addButton(_tr("Save as …"), QMessageBox.ButtonRole.ActionRole)
    again = box.addButton(_tr("Read it again"), QMessageBox.ButtonRole.ActionRole)
    again.setVisible(there)
    cancel = box.addButton(_tr("Do not save"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.exec()
    if box.clickedButton() is elsewhere:
        return Overwriting.ELSEWHERE
    if box.clickedButton() is again:
        return Overwriting.READ_AGAIN
    return Overwriting.OVERWRITE if box.clickedButton() is overwrite else Overwriting.NOT


def ask_signed(window: QWidget, name: str) -> Signed:
    """Ask what to do about the file `name`, whose signature breaks when it is saved."""
    box = PlainBox(window)
    box.setObjectName("signed")
    box.setWindowTitle(_tr("The document is signed"))
    box.setText(_tr("Saving “{name}” breaks its signature.").format(name=name))
    box.setInformativeText(
        _tr("A copy under another name leaves the signed file unchanged. Otherwise its signer has to sign it again.")
    )
    breaking = box.addButton(_tr("Save, and break the signature"), QMessageBox.ButtonRole.DestructiveRole)
    elsewhere = box.addButton(_tr("Save as …"), QMessageBox.ButtonRole.ActionRole)
    cancel = box.addButton(_tr("Do not save"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(elsewhere)
    box.setEscapeButton(cancel)
    box.exec()
    if box.clickedButton() is elsewhere:
        return Signed.ELSEWHERE
    return Signed.BREAK if box.clickedButton() is breaking else Signed.NOT


def ask_lose(window: QWidget) -> bool:
    """Ask whether to close although the last changes could not be stored."""
    box = PlainBox(window)
    box.setObjectName("lose")
    box.setWindowTitle(_tr("Not stored yet"))
    box.setText(_tr("What you did last is not in the history yet."))
    box.setInformativeText(
        _tr(
            "Another program is using the history, or the disk is full. Wait a moment, or free some space, "
            "and try again."
        )
    )
    leave = box.addButton(_tr("Discard it"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is leave


def ask_to_send(window: QWidget, name: str, host: str) -> bool:
    """Ask whether text may leave this machine, for the server `name` at `host`. Asked once for each server."""
    box = PlainBox(window)
    box.setObjectName("send")
    box.setWindowTitle(_tr("Send text to another machine"))
    box.setText(_tr("Your text will go to {host}.").format(host=host))
    box.setInformativeText(
        _tr("{name} is not on this machine. You are asked this once for each server.").format(name=name)
    )
    send = box.addButton(_tr("Send it"), QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(_tr("Do not send"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(send)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is send


def ask_purge(window: QWidget, titles: list[str]) -> bool:
    """Ask whether to delete documents permanently."""
    box = PlainBox(window)
    box.setObjectName("purge")
    box.setWindowTitle(_tr("Delete permanently"))
    one = _tr("Delete “{title}” permanently?").format(title=titles[0])
    box.setText(one if len(titles) == 1 else _tr("Delete {count} documents permanently?").format(count=len(titles)))
    box.setInformativeText(
        _tr(
            "Everything about it is removed from the history and its backups: its text, every proposal, "
            "decision and change, and what was sent to models. Your file stays unchanged. This cannot be "
            "undone."
        )
    )
    delete = box.addButton(_tr("Delete permanently"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(_tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is delete


def ask_restore(window: QWidget, when: str) -> bool:
    """Ask whether to replace the history by the backup made at `when`."""
    box = PlainBox(window)
    box.setObjectName("restore")
    box.setWindowTitle(_tr("Restore a backup"))
    box.setText(_tr("Go back to the history as it was at {when}?").format(when=when))
    box.setInformativeText(
        _tr(
            "All documents return to their state at that time. The present history is kept in the list of "
            "backups, and your files stay unchanged. The document that is open is closed first."
        )
    )
    restore = box.addButton(_tr("Restore"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is restore


def ask_end_round(window: QWidget, name: str) -> bool:
    """Ask whether to close the document `name` although a round is running."""
    box = PlainBox(window)
    box.setObjectName("running")
    box.setWindowTitle(_tr("A round is running"))
    box.setText(_tr("Close “{name}” while its round is running?").format(name=name))
    box.setInformativeText(_ends_round())
    leave = box.addButton(_tr("End the round and close"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_tr("Go on with the round"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is leave


def _ends_round() -> str:
    return _tr("Closing ends the round. What it has proposed so far is kept in the history.")


def ask_leave(window: QWidget, name: str, *, running: bool) -> Leaving:
    """Ask what to do about the document `name`, whose text differs from its file. `running`: a round is running as
    well."""
    box = PlainBox(window)
    box.setObjectName("unsaved")
    box.setWindowTitle(_tr("Not saved yet"))
    box.setText(_tr("Save “{name}”?").format(name=name))
    kept = _tr("Your decisions and your text are kept in the history either way; the file changes only if you save it.")
    box.setInformativeText(f"{kept}\n\n{_ends_round()}" if running else kept)
    save = box.addButton(_tr("Save"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_tr("Leave the file as it is"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(_tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    if box.clickedButton() is save:
        return Leaving.SAVE
    return Leaving.STAY if box.clickedButton() is cancel else Leaving.LEAVE
