"""A sentence, corrected by a model that was asked for nothing else, freed from what such models say around it.

What is not plainly the sentence, a little changed, is refused: a weak model's chatter must not end up in a text.
"""

import json
import re

from rapidfuzz import fuzz

from reviser.core.text import normalise
from reviser.revisers.chat.thinking import without

_FENCED = re.compile(r"^```\w*\n(.*?)\n?```$", re.DOTALL)
_TAGGED = re.compile(r"^<([\w-]+)>\s*(.*?)\s*</\1>$", re.DOTALL)
_OPENED = re.compile(r"^(?:<[A-Za-z][\w-]*>|```\w*\n)\s*")  # and not closed: the answer broke off there
_NUMBERED = re.compile(r"^(?:\[(?:S\d+|\.\.)\]\s*|\d{1,2}[.)]\s+|[-*•]\s+)")
_LINE_END = re.compile(r"\r\n|\n|\r")  # those of a text; others nobody sees
_LEAD = re.compile(
    r"(?i)^(?:sure|certainly|of course|okay|ok|here(?:'|\u2019)?s?(?: is| are)?|the corrected|the revised|the edited"
    r"|corrected|revised|edited|correction|answer|output|sentence|improved)\b[^\n]{0,80}?:\s*"
)
_ABOUT = re.compile(
    r"(?i)^(?:the|this|your|here is the|my) (?:\w+ ){0,3}(?:sentence|version|text|correction)\b[^\n:]{0,60}:\s*"
)
_LED = re.compile(r"^[^\n:：]{2,80}?\s?[:：]\s*(?=\S)")  # in whatever language
# What is said about a sentence, in the place of the sentence.
_TALK = re.compile(
    r"(?i)^(?:(?:the|this|your|that|each|in (?:the|this)) (?:\w+ ){0,3}"
    r"(?:sentence|text|grammar|spelling|word|verb|phrase|correction|version)\b"
    r"|(?:i|we)(?:'|\u2019)?(?:ve| have| would| will|'ll|d)? (?:\w+ )?"
    r"(?:correct|fix|chang|rewr|replac|edit|remov|add|suggest)"
    r"|(?:corrected|revised|correct|incorrect|grammar|spelling|note|explanation|answer|output|original)\b[^.\n]{0,20}:"
    r"|there (?:is|are|were|was) (?:no|several|some|a few|one|two) (?:\w+ ){0,2}(?:error|mistake|problem|issue|change)"
    r"|(?:to correct|to fix|you (?:can|could|should|may|might)|it should|it is (?:already )?correct"
    r"|it(?:'|\u2019)s correct|please|let me|as an? (?:ai|language))\b)"
)
_REMARK = re.compile(
    r"\s*[(\[](?:note|i |changed|corrected|no change|removed|added|fixed|the )[^\n]*[)\]]\s*$", re.IGNORECASE
)
_SURE = re.compile(r"(?i)^(?:sure|certainly|of course|okay|ok)(?: thing)?[!.,]\s+")
_REFUSAL = re.compile(
    r"(?i)^(?:i(?:'|\u2019)?m sorry|i am sorry|sorry,|i can(?:not|'t|\u2019t| not)|as an ai|i(?:'|\u2019)?m unable|i am"
    r" unable|unfortunately, i|no changes? (?:is|are|were|was)? ?(?:needed|necessary|required)|the sentence is"
    r" (?:already )?(?:correct|fine))"
)
_PAIRS = {'"': '"', "\u201c": "\u201d", "'": "'", "\u2018": "\u2019", "`": "`", "*": "*"}
_OPENING = '"\u201c`*'  # those of them that open nothing but what they close
_QUOTES = "".join(_PAIRS)
# How like the sentence the answer must be, 0 to 1. Of people's corrections of learners' sentences (JFLEG) 0.6 % are
# less like them; of 750 pairs of sentences that have nothing to do with each other, none is so much alike.
_LIKE = 0.6
_LONGER = 1.6  # times as long as the sentence, and
_LONGER_BY = 20  # so many code points more, is too long
_SHORTER = 0.4
_AGAIN = re.compile(r"(.{2,}?)(?:\s+\1)+", re.DOTALL)


def corrected(sentence: str, answer: str) -> str | None:
    """The corrected sentence in `answer`, in one line; None where there is none that can be trusted. `sentence` has no
    white space around it."""
    text = _as_text(without(answer, sentence), sentence)
    own = normalise(sentence).text
    for _ in range(4):  # one wrapping inside another
        bare = _unwrapped(own, text)
        if bare == text:
            break
        text = bare
    if not text or any(_is_said_about(own, sign.match(text)) for sign in (_REFUSAL, _TALK)):
        return None
    lines = [line.strip() for line in _LINE_END.split(text) if line.strip()]
    if len(lines) > len(_LINE_END.split(sentence)):
        # More than was asked for: an explanation under it, or several wordings. The first line alone, if it is whole.
        lines = [_unwrapped(own, lines[0])]
        if not sentence[-1:].isalnum() and lines[0][-1:] != sentence[-1:]:
            return None
    text = " ".join(lines)
    again = _AGAIN.fullmatch(text)
    if again and not _AGAIN.fullmatch(own):
        text = again[1]  # said twice
    plain = normalise(text).text
    if not _SHORTER * len(own) <= len(plain) <= _LONGER * len(own) + _LONGER_BY:
        return None
    return text if fuzz.ratio(own, plain) / 100 >= _LIKE else None


def _as_text(answer: str, sentence: str) -> str:
    """An answer, or the only string in it where it is an object of JSON and the sentence is none."""
    fenced = _FENCED.match(answer)
    bare = (fenced[1] if fenced else answer).strip()
    if bare[:1] != "{" or sentence[:1] == "{":
        return answer
    try:
        found = json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return ""
    values = list(found.values()) if isinstance(found, dict) else []
    return values[0] if len(values) == 1 and isinstance(values[0], str) else ""


def _is_said_about(own: str, found: re.Match[str] | None) -> bool:
    """Whether an answer that begins with `found` talks, where the sentence itself begins otherwise."""
    return found is not None and fuzz.ratio(found[0].casefold(), own[: found.end()].casefold()) / 100 < _LIKE


def _unwrapped(own: str, text: str) -> str:
    """`text` without one thing that stands around it and not around the sentence."""
    for pattern, group in ((_FENCED, 1), (_TAGGED, 2)):
        match = pattern.match(text)
        if match:
            return match[group].strip()
    remark = _REMARK.search(text)
    if remark and remark.start() and not _REMARK.search(own):
        return text[: remark.start()].strip()
    for pattern in (_OPENED, _NUMBERED, _LEAD, _ABOUT, _SURE):
        match = pattern.match(text)
        if match and match.end() < len(text) and not pattern.match(own):
            return text[match.end() :].strip()
    led = _LED.match(text)
    rest = text[led.end() :].strip() if led else ""
    alike = rest.lstrip(_QUOTES)[:1].isupper() == own.lstrip(_QUOTES)[:1].isupper()
    if alike and fuzz.ratio(own, normalise(rest).text) > fuzz.ratio(own, normalise(text).text):
        return rest
    first = text[:1]
    if (
        first in _OPENING
        and first not in own
        and normalise(first).text not in own
        and _PAIRS[first] not in text.lstrip(first)
    ):
        return text.lstrip(first).strip()
    if len(text) > 2 and _PAIRS.get(text[0]) == text[-1]:
        quoted = own[:1] in {"'", '"', "`", "*"} and own[-1:] in {"'", '"', "`", "*"}
        if not quoted:
            return text[1:-1].strip()
    return text
