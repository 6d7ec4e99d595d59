"""What a model thinks aloud in its answer, told apart from the answer by the marks that models set.

The marks are those of the chat templates that models come with: <think> (DeepSeek, Qwen and many more; some templates
open it in the prompt, so that the answer has only the end), Kimi's, Mistral's, Cohere's and Seed's own, and the
channels of gpt-oss (OpenAI's harmony format), also where a server has taken its special tokens out.
"""

import re
from collections.abc import Sequence

from reviser.core.text import Span
from reviser.revisers.chat.schema import one_line

_NAMES = r"(?:think|thinking|thoughts?|reasoning|reflection|seed:think)"
_OPENING = re.compile(
    rf"<{_NAMES}>|◁think▷|\[THINK\]|<\|START_THINKING\|>|<\|channel\|>\s*(?:analysis|commentary)[^<]*", re.IGNORECASE
)
_END = re.compile(
    rf"</{_NAMES}>|◁/think▷|\[/THINK\]|<\|END_THINKING\|>"
    r"|<\|channel\|>\s*final[^<]*(?:<\|constrain\|>[^<]*)?(?:<\|message\|>)?",
    re.IGNORECASE,
)
_BARE_CHANNELS = re.compile(r"\s*analysis.*assistantfinal", re.DOTALL)
_RETURN = re.compile(r"<\|(?:return|end|call|im_end|eot_id)\|>\s*$")
_TAIL, _SHOWN = 400, 100  # code points of what is thought: kept, and shown
_LONGEST_MARK = 40
_MARKS = re.compile(rf"{_OPENING.pattern}|{_END.pattern}", re.IGNORECASE)


def spoken(answer: str, kept: Sequence[Span] = ()) -> Span:
    """Where in an answer the model speaks: behind the last end of thinking, and before what it opens and never ends.
    Marks in `kept` (sorted) are words of the answer, not marks."""

    def bare(mark: re.Match[str]) -> bool:
        return not any(span.start <= mark.start() < span.end for span in kept)

    channels = _BARE_CHANNELS.match(answer)
    start = max([0 if channels is None else channels.end(), *(m.end() for m in _END.finditer(answer) if bare(m))])
    opened = next((mark.start() for mark in _OPENING.finditer(answer, start) if bare(mark)), len(answer))
    return Span(start, opened)


def without(answer: str, own: str = "") -> str:
    """The answer without thinking. Where `own`, the text it is about, has such marks itself, nothing is taken away."""
    if _MARKS.search(own):
        return answer
    said = spoken(answer).of(answer)
    return _RETURN.sub("", said).strip()


class ThinkingLine:
    """What is thought while it comes, to be shown: the end of it, in one line. Each call gives it, or None where
    nothing about it is new."""

    def __init__(self) -> None:
        self._tail = ""  # of what is thought
        self._head: str | None = ""  # of an answer of which it is not known yet whether it begins with thinking
        self._within = False  # marks of the answer's own

    def think(self, text: str) -> str | None:
        """A server told this apart from the answer."""
        self._tail = (self._tail + text)[-_TAIL:]
        return f"…{one_line(self._tail, _TAIL)[-_SHOWN:]}"

    def speak(self, text: str) -> str | None:
        """More of the answer."""
        if self._head is not None:
            self._head += text
            begun = self._head.lstrip()
            opened = _OPENING.match(begun)
            if opened is None and len(begun) < _LONGEST_MARK:
                return None
            self._head, self._within = None, opened is not None
            text = begun[opened.end() :] if opened else ""
        elif not self._within:
            return self._over()
        if not self._within:
            return self._over()
        found = self.think(text)
        if _END.search(self._tail[-len(text) - _LONGEST_MARK :]):
            self._within = False
            return self._over()
        return found

    def _over(self) -> str | None:
        over, self._tail = bool(self._tail), ""
        return "" if over else None
