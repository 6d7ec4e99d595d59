"""The two kinds of error.

`UserError` is the world's doing: say it to the person in one sentence, with what to do. Everything else is our bug:
log it, show it, lose nothing.
"""

from reviser.messages import Message, verbatim


class UserError(Exception):
    """Something outside the program that the person can do something about. `str(error)` is one plain English
    sentence, and `message` the same as a value that the window translates."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)

    @property
    def message(self) -> Message:
        """What it was raised with. A plug-in may have given plain words, which stay as they are."""
        return verbatim(self.args[0])


class DocumentError(UserError):
    """A document cannot be read or written as asked."""


class HistoryError(UserError):
    """The database cannot be opened, read or written as asked."""


class ReviserError(UserError):
    """A reviser cannot propose: not installed, not reachable, refused."""


class UsageError(UserError):
    """The person asked for something that does not go together; the terminal ends with code 2."""


def first_of(error: BaseException) -> BaseException:
    """The error, or the first one of a group: tasks that run together raise one of those."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
