"""Separates a model's thinking from its answer by the marks that models use.

The marks are those of the models' chat templates. Most use <think> (DeepSeek, Qwen and others); some templates open it
in the prompt, so that the answer has only the end mark. Kimi, Mistral, Cohere and Seed have their own. gpt-oss has
channels (OpenAI's harmony format), which are recognised too if a server has removed the special tokens."""

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
_TAIL, _SHOWN = 400, 100  # code points of thinking that are kept, and that are displayed
_LONGEST_MARK = 40
_MARKS = re.compile(rf"{_OPENING.pattern}|{_END.pattern}", re.IGNORECASE)


def spoken(answer: str, kept: Sequence[Span] = ()) -> Span:
    """The span of the answer that is not thinking: behind the last end mark, and before a start mark that has no end.
    Marks inside the spans `kept` (sorted) are text of the answer."""

    def bare(mark: re.Match[str]) -> bool:
        return not any(span.start <= mark.start() < span.end for span in kept)

    channels = _BARE_CHANNELS.match(answer)
    start = max([0 if channels is None else channels.end(), *(m.end() for m in _END.finditer(answer) if bare(m))])
    opened = next((mark.start() for mark in _OPENING.finditer(answer, start) if bare(mark)), len(answer))
    return Span(start, opened)


def without(answer: str, own: str = "") -> str:
    """The answer without thinking. If `own`, the text that it is about, contains such marks, the answer is returned
    unchanged."""
    if _MARKS.search(own):
        return answer
    said = spoken(answer).of(answer)
    return _RETURN.sub("", said).strip()


class ThinkingLine:
    """The end of the model's thinking in one line, for display while it arrives. Each call returns the line, "" when
    thinking is over, or None if nothing has changed."""

    def __init__(self) -> None:
        self._tail = ""  # the end of the thinking
        self._head: str | None = ""  # the beginning of the answer, until it shows whether that is thinking
        self._within = False  # whether the text is between marks inside the answer

    def think(self, text: str) -> str | None:
        """Add thinking that the server has separated from the answer."""
        self._tail = (self._tail + text)[-_TAIL:]
        return f"…{one_line(self._tail, _TAIL)[-_SHOWN:]}"

    def speak(self, text: str) -> str | None:
        """Add text of the answer."""
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
