"""Extracts a corrected sentence from the answer of a model that was asked for nothing else.

Everything that is not clearly the sentence with small changes is refused, so that a weak model's chatter never gets
into a text."""

import json
import re

from rapidfuzz import fuzz

from reviser.core.text import normalise
from reviser.revisers.chat.thinking import without

_FENCED = re.compile(r"^```\w*\n(.*?)\n?```$", re.DOTALL)
_TAGGED = re.compile(r"^<([\w-]+)>\s*(.*?)\s*</\1>$", re.DOTALL)
_OPENED = re.compile(r"^(?:<[A-Za-z][\w-]*>|```\w*\n)\s*")  # a wrapping without an end, because the answer broke off
_NUMBERED = re.compile(r"^(?:\[(?:S\d+|\.\.)\]\s*|\d{1,2}[.)]\s+|[-*•]\s+)")
_LINE_END = re.compile(r"\r\n|\n|\r")  # the usual line ends; other ones are invisible
_LEAD = re.compile(
    r"(?i)^(?:sure|certainly|of course|okay|ok|here(?:'|\u2019)?s?(?: is| are)?|the corrected|the revised|the edited"
    r"|corrected|revised|edited|correction|answer|output|sentence|improved)\b[^\n]{0,80}?:\s*"
)
_ABOUT = re.compile(
    r"(?i)^(?:the|this|your|here is the|my) (?:\w+ ){0,3}(?:sentence|version|text|correction)\b[^\n:]{0,60}:\s*"
)
_LED = re.compile(r"^[^\n:：]{2,80}?\s?[:：]\s*(?=\S)")  # in whatever language
# Talk about a sentence instead of the sentence.
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
_OPENING = '"\u201c`*'  # marks that begin a wrapping and nothing else, unlike an apostrophe
_QUOTES = "".join(_PAIRS)
# The least similarity of the answer to the sentence, 0 to 1. Of people's corrections of learners' sentences (JFLEG)
# 0.6 % are less similar. None of 750 pairs of unrelated sentences is as similar.
_LIKE = 0.6
# An answer is too long above _LONGER times the sentence's length and _LONGER_BY code points more, and too short below
# _SHORTER times that length.
_LONGER, _LONGER_BY = 1.6, 20
_SHORTER = 0.4
_AGAIN = re.compile(r"(.{2,}?)(?:\s+\1)+", re.DOTALL)


def corrected(sentence: str, answer: str) -> str | None:
    """The corrected sentence in `answer`, on one line. None if there is none that can be trusted. `sentence` has no
    white space at its ends."""
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
        # An explanation below the sentence, or several versions. Only the first line is used, if it is complete.
        lines = [_unwrapped(own, lines[0])]
        if not sentence[-1:].isalnum() and lines[0][-1:] != sentence[-1:]:
            return None
    text = " ".join(lines)
    again = _AGAIN.fullmatch(text)
    if again and not _AGAIN.fullmatch(own):
        text = again[1]  # the sentence is repeated
    plain = normalise(text).text
    if not _SHORTER * len(own) <= len(plain) <= _LONGER * len(own) + _LONGER_BY:
        return None
    return text if fuzz.ratio(own, plain) / 100 >= _LIKE else None


def _as_text(answer: str, sentence: str) -> str:
    """The answer, or the only string in it if it is a JSON object and the sentence is not."""
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


def _is_said_about(own: str, talk: re.Match[str] | None) -> bool:
    """Whether an answer that begins with `talk` is talk about the sentence, because the sentence does not begin like
    that."""
    return talk is not None and fuzz.ratio(talk[0].casefold(), own[: talk.end()].casefold()) / 100 < _LIKE


def _unwrapped(own: str, text: str) -> str:
    """`text` without one wrapping that is around it and not around the sentence."""
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
