"""The words of the reject reasons in the window: one table, for the inspector's buttons and for the commands."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from reviser.core.edit import RejectReason


class RejectReasonWords(NamedTuple):
    """The words of a reject reason in the person's language. `name` follows "because it is"; `command` is the name of
    the command that rejects with this reason."""

    name: str
    command: str


def tr(text: str) -> str:
    """`text` in the person's language."""
    return QCoreApplication.translate("RejectReasons", text)


def reject_reason_words(reason: RejectReason) -> RejectReasonWords:
    """The words of a reject reason."""
    match reason:
        case RejectReason.WRONG:
            return RejectReasonWords(tr("wrong"), tr("Reject: it is wrong"))
        case RejectReason.MEANING:
            return RejectReasonWords(tr("another meaning"), tr("Reject: it changes my meaning"))
        case RejectReason.VOICE:
            return RejectReasonWords(tr("not my voice"), tr("Reject: it is not my voice"))
        case RejectReason.UNNECESSARY:
            return RejectReasonWords(tr("unnecessary"), tr("Reject: it is unnecessary"))
