"""What is known of one answer of a model, and what is said where there is nothing in it."""

from collections.abc import Callable

from reviser.errors import ReviserError
from reviser.messages import Message, message
from reviser.revisers.chat.schema import one_line
from reviser.revisers.chat.thinking import without
from reviser.revisers.net.wire import Finish, ServerError

_LONGEST_SAID = 200


class CutOffError(ReviserError):
    """The answer was longer than it may be; what was complete in it has been taken."""


class RefusedError(ReviserError):
    """The model does not want to do this."""


class Answer:
    """`thought`, `tool` and `said` (in a refusal) as they were told; `finish` is None while it has not ended.
    `is_whole` says whether a text is all of the answer, where nothing else does; it is told whether the connection was
    closed properly."""

    def __init__(self, is_whole: Callable[[str, bool], bool]) -> None:
        self.length = 0
        self.thought = False
        self.tool = False
        self.said = ""
        self.finish: Finish | None = None
        self._is_whole = is_whole
        self._pieces: list[str] = []

    def hear(self, text: str) -> None:
        """More of it has come."""
        self.length += len(text)
        self._pieces.append(text)

    @property
    def text(self) -> str:
        """All that came, without thinking."""
        return without("".join(self._pieces))

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it but thinking."""
        return not self.text

    @property
    def whole(self) -> bool:
        """Whether all of it is there, whatever the server says."""
        return self._is_whole(self.text, self.finish is Finish.UNSAID)

    def complain(self, model: str, server: str) -> None:
        """CutOffError, RefusedError or ServerError where the server does not say that this is the whole answer."""
        match self.finish:
            case Finish.LENGTH:
                raise CutOffError(
                    message(
                        "The answer of {model} was cut off; its complete parts are kept. Try again, or use "
                        "another model.",
                        model=model,
                    )
                )
            case Finish.REFUSED:
                words = one_line(self.said, _LONGEST_SAID)
                if words:
                    raise RefusedError(message("{model} refused: {words}", model=model, words=words))
                raise RefusedError(message("{model} refused to revise this text.", model=model))
            case None | Finish.UNSAID:
                raise ServerError(message("The answer of {server} broke off; try again.", server=server))
            case Finish.STOP:
                pass

    def nothing(self, model: str, server: str, max_tokens: int) -> Message:
        """What to say where there is nothing in it, and what would help."""
        if self.finish is Finish.LENGTH:
            return message(
                "{model} used all {max_tokens:,} tokens of its answer for thinking: allow longer answers for "
                "{server}, let it think less, or choose another model.",
                model=model,
                max_tokens=max_tokens,
                server=server,
            )
        if self.tool:
            return message(
                "{model} answered with a tool call instead of text: turn tools off on the server, or choose"
                " another model.",
                model=model,
            )
        if self.thought:
            return message(
                "{model} thought, and then gave an empty answer: let it think less, or choose another model.",
                model=model,
            )
        return message("{model} gave an empty answer: check the server's log, or choose another model.", model=model)
