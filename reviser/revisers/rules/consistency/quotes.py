"""Quotation marks and apostrophes are straight or curly throughout the document. One decision covers all places."""

import re
from collections import Counter
from collections.abc import Iterator

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.rules.consistency.page import ProsePage, majority, times

KEY = "quotes"
_MARK = re.compile("[\"'“”‘’]")
# German, Polish and other languages open with a low mark. The mark that closes such a quotation is not counted.
_LOW = re.compile("„[^„“”\"\n]{0,2000}([“”\"])|‚[^‚‘’'\n]{0,2000}([‘’'])(?!\\w)")
_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_OPENS_AFTER = frozenset(" \t\n\r\u00a0([{—–-/“‘\"'*_>")
# Years and words without their beginning: their first character is an apostrophe, not an opening mark.
_ELIDED = re.compile(r"'(?:\d\ds?\b|tis\b|twas\b|em\b|cause\b|til\b|bout\b|n\b)", re.IGNORECASE)


def find(page: ProsePage) -> Iterator[Proposal | None]:
    marks: list[tuple[int, str]] = []
    low = {match.end() - 1 for match in _LOW.finditer(page.prose)}
    for match in _MARK.finditer(page.prose):
        if len(marks) % 500 == 0:
            yield None
        start = match.start()
        # Feet, inches, minutes, seconds.
        before, behind = page.prose[start - 1 : start], page.prose[start + 1 : start + 2]
        if start in low or (match.group() in "\"'" and before.isdigit() and not behind.isalpha()):
            continue
        marks.append((start, match.group()))
    counts = Counter("curly" if mark in _STRAIGHT else "straight" for _, mark in marks)
    if len(counts) < 2:
        return
    accepted = page.accepted(KEY)
    best = ("curly" if accepted in _STRAIGHT else "straight") if accepted else majority(counts.items(), "curly")
    if best == "curly" and page.is_technical:
        return  # a straight mark may belong to code there
    other = "straight" if best == "curly" else "curly"
    more, less = times(counts[best]), times(counts[other])
    why = f"You write {best} quotation marks and apostrophes {more} and {other} ones {less}."
    for start, mark in marks:
        if (mark in _STRAIGHT) != (best == "curly"):
            after = _STRAIGHT[mark] if best == "straight" else _curly(page.prose, start, mark)
            edit, rule = Edit(start, mark, after), f"consistency/{KEY}"
            yield Proposal(edit, Intent.STYLE, "consistency", rule, why, 0.9, group=rule, form=KEY)


def _curly(text: str, start: int, mark: str) -> str:
    """The curly mark for a straight one: an opening mark behind white space or another opening mark, else a closing
    one."""
    before, behind = text[start - 1 : start], text[start + 1 : start + 2]
    opens = (not before or before in _OPENS_AFTER) and bool(behind.strip())
    if mark == '"':
        return "“" if opens else "”"
    return "‘" if opens and not _ELIDED.match(text, start) else "’"
