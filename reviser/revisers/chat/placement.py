"""Places a model's suggestions in the text, only inside the sentences that it was asked about.

Whatever the answer contains, the resulting edits fit the base, do not touch protected or locked text, and never
overlap. Suggestions that cannot be placed are counted with the reason."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from reviser.core.anchor import Refused, place
from reviser.core.edit import Anchor, Edit, Proposal, apply_within
from reviser.core.invisible_characters import added_invisible
from reviser.core.text import Span, words
from reviser.messages import message
from reviser.revisers.base import UNSEEN, Request
from reviser.revisers.chat.escapes import without_entities
from reviser.revisers.chat.minimal_edits import Marks, dependent, minimal_edits
from reviser.revisers.chat.schema import Suggestion
from reviser.revisers.chat.sections import Section
from reviser.revisers.rules.protected_words import merged

_NUMBER = regex.compile(r"^\s*\[(?:S\d+|\.\.)\]\s*")
_RULE = 60  # code points of a change in the name of its rule
_LONG_SENTENCE = 2_000  # code points
# A suggestion that is longer than _MUCH_LONGER times its quote and _LONGER_BY code points more is refused.
_MUCH_LONGER = 4
_LONGER_BY = 400
TAKEN = message("a place with another change")
NO_CHANGE = "no change"  # why a suggestion becomes no proposal
_CONFIDENCE = {Anchor.EXACT: 0.6, Anchor.UNIQUE: 0.6, Anchor.NORMALISED: 0.55, Anchor.FUZZY: 0.4}


class EditPlacer:
    """Places the suggestions of one round, from all its sections."""

    def __init__(self, request: Request, reviser: str, family: str = "chat") -> None:
        """`reviser`: the name of the reviser. `family`: the beginning of the names of its rules."""
        self._request = request
        self._reviser = reviser
        self._family = family
        self._marks = Marks.of(request.text)
        self._fixed = merged((*request.protected, *request.locked))
        self._rewrites = {(own.before, own.proposed): own.after for own in request.memory.rewrites}
        self._taken: list[Span] = []  # sorted, disjoint
        self._groups = 0

    @property
    def fixed(self) -> Sequence[Span]:
        """The spans that must stay as they are, sorted and disjoint."""
        return self._fixed

    def has_place(self, suggestion: Suggestion, section: Section) -> bool:
        """Whether `section` contains a place that a suggestion can be for."""
        return not isinstance(self._locate(suggestion, section), str)

    def place(self, suggestion: Suggestion, section: Section) -> tuple[Proposal, ...] | str:
        """The proposals that a suggestion for `section` becomes, or the reason why it becomes none, as a short
        clause."""
        located = self._locate(suggestion, section)
        if isinstance(located, str):
            return located
        span, anchor = located
        return self.fit(span, _NUMBER.sub("", suggestion.after).strip(), suggestion, anchor)

    def _locate(self, suggestion: Suggestion, section: Section) -> tuple[Span, Anchor] | str:
        """The span of a suggestion's quote, or the reason why it has none."""
        text = self._request.text
        sentence = section.asked_sentences.get(suggestion.sid)
        if sentence is None:
            return message("a sentence that was not asked about")
        window = section.window(suggestion.sid)
        quote = without_entities(_NUMBER.sub("", suggestion.quote).strip(), text)
        after = _NUMBER.sub("", suggestion.after).strip()
        if len(quote) > 2 * len(window) or len(after) > _MUCH_LONGER * len(quote) + _LONGER_BY:
            return message("an answer far longer than the passage")
        if len(sentence) > _LONG_SENTENCE:
            # A table, for example: a fuzzy search in it would take too long.
            window, located = sentence, place(sentence.of(text), None, quote)
        else:
            located = place(window.of(text), sentence.shift(-window.start), quote)
        if isinstance(located, Refused):
            return located.reason[0].lower() + located.reason[1:].rstrip(".")
        span = located.span.shift(window.start)
        if not _covered(span, section):
            return message("a sentence that was not asked about")
        if any(line.opens and span.start < line.span.start < span.end for run in section.runs for line in run):
            return message("a passage over several paragraphs")
        return span, located.anchor

    def fit(
        self, span: Span, after: str, suggestion: Suggestion, anchor: Anchor, confidence: float | None = None
    ) -> tuple[Proposal, ...] | str:
        """The same as `place` if the span is known. `confidence` is 0 to 1; if None, it depends on `anchor`."""
        after = without_entities(after, self._request.text)
        if added_invisible(span.of(self._request.text), after, self._request.text):
            return UNSEEN
        edits = minimal_edits(self._request.text, span, after, self._marks)
        if not edits:
            return NO_CHANGE
        kept: list[Proposal] = []
        why = ""
        for group in dependent(edits):
            steered = [self._steered(edit) for edit in group]
            refusal = next((said for edit in steered if (said := self._refusal(edit))), "")
            proposals = [self._proposal(edit, suggestion, anchor, confidence) for edit in steered]
            if not refusal and any(proposal.rule in self._request.memory.silenced for proposal in proposals):
                refusal = message("a change that you have often rejected")
            if refusal:
                why = why or refusal
                continue
            name = ""
            if len(proposals) > 1:
                self._groups += 1
                name = f"{self._reviser}/{self._groups}"
            kept += [replace(proposal, group=name) for proposal in proposals]
            for edit in steered:
                insort(self._taken, edit.span)
        return tuple(kept) if kept else why

    def permitted(self, span: Span, after: str) -> str:
        """What `span` would read if `fit` placed `after` there now: with only those changes that are allowed."""
        text = self._request.text
        after = without_entities(after, text)
        if added_invisible(span.of(text), after, text):
            return span.of(text)
        groups = dependent(minimal_edits(text, span, after, self._marks))
        steered = [[self._steered(edit) for edit in group] for group in groups]
        kept = [edit for group in steered if not any(map(self._refusal, group)) for edit in group]
        return apply_within(text, span, kept)

    def take(self, edits: Iterable[Edit]) -> None:
        """Reserve the spans of these edits, so that no later edit overlaps them."""
        for edit in edits:
            insort(self._taken, edit.span)

    def reworded(self, span: Span, suggestion: Suggestion, first: Proposal) -> tuple[Proposal, ...] | str:
        """The same as `fit`, for another wording of what `first` proposed at `span`."""
        if len(suggestion.after) > _MUCH_LONGER * len(span) + _LONGER_BY:
            return message("an answer far longer than the passage")
        if not suggestion.after.strip():
            return NO_CHANGE
        return self.fit(span, suggestion.after, suggestion, first.anchor)

    def _steered(self, edit: Edit) -> Edit:
        """The edit, with the person's own correction if they rewrote the same one before."""
        own = self._rewrites.get((edit.before, edit.after))
        return edit if own is None or own == edit.before else replace(edit, after=own)

    def _refusal(self, edit: Edit) -> str:
        """The reason why `edit` is not allowed; empty if it is."""
        if any(_touches(self._request.text, edit, span) for span in _near(self._fixed, edit.span)):
            return message("a passage that must stay as it is")
        if any(edit.start == other.start or edit.span.overlaps(other) for other in _near(self._taken, edit.span)):
            return TAKEN
        own = self._request.memory.words
        lost = {word for word in words(edit.before) if word in own} - set(words(edit.after))
        if lost and len(words(edit.before)) == len(words(edit.after)) == 1:
            return message("one of your own words")
        return ""

    def _proposal(self, edit: Edit, suggestion: Suggestion, anchor: Anchor, confidence: float | None) -> Proposal:
        change = f"{edit.before.strip()}→{edit.after.strip()}"[:_RULE]
        why = suggestion.why or "The model gave no reason."
        rule = f"{self._family}/{suggestion.intent}/{change}"
        sure = _CONFIDENCE[anchor] if confidence is None else confidence
        return Proposal(edit, suggestion.intent, self._reviser, rule, why, confidence=sure, anchor=anchor)


def _near(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of the sorted, disjoint `spans` that can touch `span`."""
    first = bisect_left(spans, span.start, key=lambda other: other.end)
    return spans[first : bisect_left(spans, span.end + 1, key=lambda other: other.start)]


def _covered(span: Span, section: Section) -> bool:
    """Whether `span` lies wholly in sentences that were asked about."""
    return sum(
        max(0, min(span.end, other.end) - max(span.start, other.start)) for other in section.asked_sentences.values()
    ) == len(span)


def _touches(text: str, edit: Edit, fixed: Span) -> bool:
    """Whether `edit` changes part of `fixed`, or lengthens its first or last word."""
    if edit.span.overlaps(fixed) or (edit.start < fixed.end and fixed.start < edit.end):
        return True
    if not edit.after:
        return False
    glued_behind = edit.start == fixed.end and edit.after[0].isalnum() and text[fixed.end - 1].isalnum()
    glued_before = edit.end == fixed.start and edit.after[-1].isalnum() and text[fixed.start].isalnum()
    return glued_behind or glued_before
