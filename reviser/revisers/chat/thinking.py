"""What a model thinks aloud in its answer, told apart from the answer by the marks that models set.

The marks are those of the chat templates that models come with: <think> (DeepSeek, Qwen and many more; some templates
open it in the prompt, so that the answer has only the end), Kimi's, Mistral's, Cohere's and Seed's own, and the
channels of gpt-oss (OpenAI's harmony format), also where a server has taken its special tokens out.
"""

import re
from collections.abc import Sequence

from reviser.core.text import Span

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
