"""The words of the reject reasons in the terminal: one table, from which the list of keys is made."""

from reviser.core.edit import RejectReason


def reject_reason_name(reason: RejectReason) -> str:
    """A reject reason, worded to follow "reject: it"."""
    match reason:
        case RejectReason.WRONG:
            return "is wrong"
        case RejectReason.MEANING:
            return "has another meaning"
        case RejectReason.VOICE:
            return "is not my voice"
        case RejectReason.UNNECESSARY:
            return "is unnecessary"
