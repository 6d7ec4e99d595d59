"""The facts about one answer of a model, and the message for an empty answer."""

from collections.abc import Callable

from reviser.errors import ReviserError
from reviser.messages import Message, message
from reviser.revisers.chat.schema import one_line
from reviser.revisers.chat.thinking import without
from reviser.revisers.net.wire import Finish, ServerError

_LONGEST_REFUSAL = 200


class CutOffError(ReviserError):
    """The answer was longer than allowed. The entries that were complete have been used."""


class RefusedError(ReviserError):
    """The model refused to answer."""


class Answer:
    """An answer while it arrives. `thought`, `tool` and `refusal` (its words) are as the server reported them. `finish`
    is None until the answer ends. `is_whole` decides whether a text is complete if nothing else tells; it receives the
    text and whether the connection was closed properly."""

    def __init__(self, is_whole: Callable[[str, bool], bool]) -> None:
        self.length = 0
        self.thought = False
        self.tool = False
        self.refusal = ""
        self.finish: Finish | None = None
        self._is_whole = is_whole
        self._pieces: list[str] = []

    def add(self, text: str) -> None:
        """Add a piece of the answer."""
        self.length += len(text)
        self._pieces.append(text)

    @property
    def text(self) -> str:
        """The text so far, without thinking."""
        return without("".join(self._pieces))

    @property
    def empty(self) -> bool:
        """Whether the answer contains nothing but thinking."""
        return not self.text

    @property
    def whole(self) -> bool:
        """Whether the answer is complete, whatever the server reports."""
        return self._is_whole(self.text, self.finish is Finish.UNSAID)

    def complain(self, model: str, server: str) -> None:
        """Raises CutOffError, RefusedError or ServerError unless the server reports a complete answer."""
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
                words = one_line(self.refusal, _LONGEST_REFUSAL)
                if words:
                    raise RefusedError(message("{model} refused: {words}", model=model, words=words))
                raise RefusedError(message("{model} refused to revise this text.", model=model))
            case None | Finish.UNSAID:
                raise ServerError(message("The answer of {server} broke off; try again.", server=server))
            case Finish.STOP:
                pass

    def nothing(self, model: str, server: str, max_tokens: int) -> Message:
        """The message for an empty answer, with advice."""
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
