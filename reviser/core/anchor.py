"""Finds the place of a quoted passage. Models quote well, though rarely letter by letter, and count badly.

The steps go from certain to less certain and stop at the first that gives exactly one place. An ambiguous quote is
refused, because an edit in the wrong place is worse than none."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from rapidfuzz import fuzz

from reviser.core.edit import Anchor
from reviser.core.text import Span, is_boundary, normalise, words
from reviser.messages import Message, message

# A fuzzy place must be this similar to the quote, and more similar than the next best place by this margin (0 to 1).
LIKENESS = 0.9
MARGIN = 0.1
# A misquote of many hundred characters matches thousands of windows, which would take too long. In comparisons of a
# machine word (rapidfuzz compares 64 characters at once); COSTS is the cost of a call in these. About 50 ms.
BITS, COSTS, MOST_WORK = 64, 300, 20_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """`span` of the text is what was quoted; `anchor` says with what certainty. Never splits a grapheme."""

    span: Span
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Refused:
    """The quote has no place, or several. `reason` is a sentence for the person."""

    reason: Message


def place(text: str, sentence: Span | None, quote: str) -> Placed | Refused:
    """The place of `quote` in the text. `sentence` is where it should be, if known. Tried in this order: exactly once
    in the sentence; exactly once in the text; once after normalising, in the sentence, then in the text; similar to one
    passage of the sentence."""
    if not quote.strip():
        return Refused(message("The quote is empty."))
    return (
        _exact(text, sentence, quote)
        or _normalised(text, sentence, quote)
        or (_fuzzy(text, sentence, quote) if sentence is not None else None)
        or Refused(message("The quoted passage is not in the text."))
    )


def _exact(text: str, sentence: Span | None, quote: str) -> Placed | Refused | None:
    if sentence is not None:
        inside = _occurrences(text, quote, sentence)
        if len(inside) == 1:
            return Placed(inside[0], Anchor.EXACT)
        if inside:
            return Refused(message("The quoted passage occurs more than once in the sentence."))
    anywhere = _occurrences(text, quote, Span(0, len(text)))
    if len(anywhere) == 1:
        return Placed(anywhere[0], Anchor.UNIQUE)
    return Refused(message("The quoted passage occurs more than once in the text.")) if anywhere else None


def _normalised(text: str, sentence: Span | None, quote: str) -> Placed | Refused | None:
    wanted = normalise(quote).text.strip()
    if not wanted:
        return Refused(message("The quote is empty."))
    for scope in ([sentence] if sentence is not None else []) + [Span(0, len(text))]:
        folded = normalise(scope.of(text))
        found = [
            span
            for place in _occurrences(folded.text, wanted, Span(0, len(folded.text)))
            if _is_whole(text, span := folded.span(place.start, place.end).shift(scope.start))
        ]
        if len(found) == 1:
            return Placed(found[0], Anchor.NORMALISED)
        if found:
            return Refused(message("The quoted passage occurs more than once, in another spelling."))
    return None


def _fuzzy(text: str, sentence: Span, quote: str) -> Placed | Refused | None:
    """The run of whole words of the sentence that is most similar to the quote; None if there is none or the search
    would take too long."""
    folded = normalise(sentence.of(text))
    wanted = normalise(quote).text.strip()
    tokens = words(folded.text)
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    solid = [index for index, token in enumerate(tokens) if not token.isspace()]
    # A similarity of at least LIKENESS bounds the difference in length.
    shortest, longest = int(len(wanted) * LIKENESS / (2 - LIKENESS)), int(len(wanted) * (2 - LIKENESS) / LIKENESS) + 1
    ends = [starts[index + 1] for index in solid]
    windows = [
        (first, bisect_left(ends, starts[first] + shortest), bisect_right(ends, starts[first] + longest))
        for first in solid
    ]
    pairs = sum(high - low for _, low, high in windows)
    if pairs * (len(wanted) * len(wanted) / BITS + COSTS) > MOST_WORK:
        return None
    scored: list[tuple[float, Span]] = []
    for first, low, high in windows:
        for last in solid[low:high]:
            if last < first:
                continue
            likeness = fuzz.ratio(folded.text[starts[first] : starts[last + 1]], wanted, score_cutoff=80) / 100
            scored.append((likeness, Span(starts[first], starts[last + 1])))
    if not scored:
        return None
    best, where = max(scored, key=lambda one: (one[0], -len(one[1])))
    others = [likeness for likeness, span in scored if not span.overlaps(where)]
    if best < LIKENESS:
        return None
    if others and best - max(others) < MARGIN:
        return Refused(message("The quoted passage resembles more than one place in the sentence."))
    span = folded.span(where.start, where.end).shift(sentence.start)
    return Placed(span, Anchor.FUZZY) if _is_whole(text, span) else None


def _occurrences(text: str, wanted: str, scope: Span) -> list[Span]:
    """At most two occurrences, because more make no difference. Whole words come first ("art" in "the art of the
    start")."""
    whole: list[Span] = []
    partly: list[Span] = []
    at = text.find(wanted, scope.start, scope.end)
    while at >= 0 and len(whole) < 2:
        span = Span(at, at + len(wanted))
        if _is_whole(text, span):
            found = partly if _cuts_word(text, span.start) or _cuts_word(text, span.end) else whole
            if len(found) < 2:
                found.append(span)
        at = text.find(wanted, at + 1, scope.end)
    return whole or partly


def _cuts_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _is_whole(text: str, span: Span) -> bool:
    return is_boundary(text, span.start) and is_boundary(text, span.end)
