"""Decides which proposals of the layers reach the person, with at most one proposal for each place.

A layer may propose anything. The code here treats the proposals of all layers alike: it drops what touches the person's
own words or comes from a silenced rule, prefers the person's own rewrites, trims each proposal to the words that
change, and resolves overlaps."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reviser.core.edit import Edit, Proposal
from reviser.core.text import Span, is_boundary, words
from reviser.revisers.base import Request
from reviser.revisers.rules.legal import legal_spans
from reviser.revisers.rules.protected_words import WORD

RANK = {"harper": 0, "grammar": 0, "plain": 1, "consistency": 2, "model": 3}

_BY_SENTENCE = frozenset({"model"})  # layers whose proposals depend on the sentence: a rewrite is no rule elsewhere
_REWORDING = frozenset({"plain", "consistency"})  # layers that change correct wording, which must not happen in law


def layer_of(proposal: Proposal) -> str:
    """The name of the proposal's layer: the part of its rule before the slash ("harper" of "harper/SpellCheck")."""
    return proposal.rule.partition("/")[0]


def rank(proposal: Proposal) -> tuple[bool, int, float, int, int, str]:
    """The sort key by which overlapping proposals compete; the smallest wins. Changes of words come before changes of
    white space beside them. Then follow: the order of layers in RANK (correctness, clarity, consistency), the higher
    confidence, the longer `before`, the earlier place."""
    edit = proposal.edit
    spacing = not edit.before.strip() and not edit.after.strip()
    layer = RANK.get(layer_of(proposal), len(RANK))
    return (spacing, layer, -proposal.confidence, -len(edit.before), edit.start, edit.after)


def trimmed(edit: Edit) -> Edit:
    """The edit without the words that `before` and `after` share at their ends. Only whole words are removed."""
    before, after = words(edit.before), words(edit.after)
    front = 0
    while front < min(len(before), len(after)) and before[front] == after[front]:
        front += 1
    back = 0
    while back < min(len(before), len(after)) - front and before[-1 - back] == after[-1 - back]:
        back += 1
    middle = slice(front, len(before) - back), slice(front, len(after) - back)
    return Edit(edit.start + len("".join(before[:front])), "".join(before[middle[0]]), "".join(after[middle[1]]))


def with_line_end(text: str, edit: Edit) -> Edit:
    """The edit, changed so that it does not remove a line break of `text`.

    If `before` contains the only line break and `after` has none, the edit removes a space beside the line break
    instead, or puts the line break in the place of the last space of `after`. Otherwise a paragraph that is wrapped at
    a fixed width would lose its wrapping. The edit is returned unchanged if neither is possible."""
    before, after = edit.before, edit.after
    end = "\r\n" if "\r\n" in before else "\n"
    if before.count("\n") != 1 or "\n" in after:
        return edit
    if not after and before.endswith(end) and text[edit.start - 1 : edit.start] == " " and edit.start:
        return Edit(edit.start - 1, " " + before.removesuffix(end), "")
    if not after and before.lstrip(" ").startswith(end) and text[edit.end : edit.end + 1] == " ":
        kept = before.index("\n") + 1
        return Edit(edit.start + kept, before[kept:] + " ", "")
    if after and before.strip():
        first, blank, last = after.rpartition(" ")
        if blank:
            return Edit(edit.start, before, first + end + last)
        if not before[-1].isspace() and text[edit.end : edit.end + 1] == " ":
            return Edit(edit.start, before + " ", after + end)
    return edit


class ConflictResolver:
    """Resolves the conflicts of one round. It remembers the places of all proposals that it has let through, so that no
    later proposal overlaps one of them."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._taken: list[tuple[int, int]] = []
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._protected = [(span.start, span.end) for span in request.protected]
        self._legal = [(span.start, span.end) for span in legal_spans(request.text)]
        self._rewrites = {(item.before, item.proposed): item.after for item in request.memory.rewrites}

    def settle(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        """The proposals that reach the person, sorted by place. `proposals` may be in any order."""
        fitting: list[Proposal] = []
        for proposal in sorted((self._keeping_line_end(self._with_own_rewrite(one)) for one in proposals), key=rank):
            edit = proposal.edit
            pair = (edit.before.casefold(), edit.after.casefold())
            undoes = pair[0] != pair[1] and self._pairs[pair[1], pair[0]] > 0
            if not self._fits(proposal) or undoes or self._is_taken(edit.span):
                continue
            insort(self._taken, (edit.start, edit.end))
            if edit.before.strip() and edit.after.strip():
                self._pairs[pair] += 1
            fitting.append(replace(proposal, reviser="embedded"))
        yield from sorted(fitting, key=lambda proposal: proposal.edit)

    def release(self, edit: Edit) -> None:
        """`edit`, which was let through, is not proposed after all: others may change its place."""
        self._taken.remove((edit.start, edit.end))
        if edit.before.strip() and edit.after.strip():
            self._pairs[edit.before.casefold(), edit.after.casefold()] -= 1

    def widen(self, edit: Edit, wider: Proposal) -> bool:
        """Replace `edit`, which was let through, by the longer edit of `wider`. Return False, and change nothing, if
        `wider` is not allowed or overlaps another edit."""
        self._taken.remove((edit.start, edit.end))
        fits = self._fits(wider) and not self._is_taken(wider.edit.span)
        insort(self._taken, (wider.edit.start, wider.edit.end) if fits else (edit.start, edit.end))
        return fits

    def _with_own_rewrite(self, proposal: Proposal) -> Proposal:
        """The proposal, trimmed. If the person rewrote the same proposal before, their text replaces the proposed one;
        for a layer in `_BY_SENTENCE` it becomes the first alternative instead."""
        whole = proposal.edit
        edit = trimmed(whole)
        for candidate in (edit, whole):
            own = self._rewrites.get((candidate.before, candidate.after))
            if own is not None and layer_of(proposal) in _BY_SENTENCE:
                rest = tuple(text for text in proposal.alternatives if text != own and candidate == whole)
                return replace(proposal, edit=candidate, alternatives=(own, *rest))
            if own is not None:
                return replace(
                    proposal,
                    edit=replace(candidate, after=own),
                    explanation=f"As you rewrote it before. {proposal.explanation}",
                    alternatives=(candidate.after,),
                    confidence=1.0,
                )
        if edit.span == whole.span:
            return proposal
        front, back = edit.start - whole.start, whole.end - edit.end
        head, tail = whole.before[:front], whole.before[len(whole.before) - back :]
        others = (
            text[front : len(text) - back]
            for text in proposal.alternatives
            if text.startswith(head) and text.endswith(tail) and len(text) >= front + back
        )
        alternatives = tuple(text for text in others if text not in (edit.before, edit.after))
        return replace(proposal, edit=edit, alternatives=alternatives)

    def _keeping_line_end(self, proposal: Proposal) -> Proposal:
        """The proposal with `with_line_end` applied to its edit. A rewrite by the person (confidence 1.0) is left as it
        is."""
        edit = with_line_end(self._request.text, proposal.edit)
        if edit == proposal.edit or proposal.confidence == 1.0:
            return proposal
        return replace(proposal, edit=edit, alternatives=())

    def _fits(self, proposal: Proposal) -> bool:
        """Whether the proposal changes the text, has a place that exists and splits no grapheme, and touches nothing
        that the person has ruled out: silenced rules, their own words, protected spans, legal text (for layers in
        `_REWORDING`)."""
        edit, memory, text = proposal.edit, self._request.memory, self._request.text
        if edit.before == edit.after or not text.startswith(edit.before, edit.start):
            return False
        if proposal.rule in memory.silenced or proposal.word in memory.words:
            return False
        after = set(WORD.findall(edit.after))
        if any(word in memory.words and word not in after for word in WORD.findall(edit.before)):
            return False
        if layer_of(proposal) in _REWORDING and _meets(self._legal, edit.span, touching=True):
            return False
        if self._cuts_own_word(edit) or self._is_protected(edit.span):
            return False
        return is_boundary(text, edit.start) and is_boundary(text, edit.end)

    def _cuts_own_word(self, edit: Edit) -> bool:
        """Whether the start or the end of the edit is inside one of the person's own words."""
        text, own = self._request.text, self._request.memory.words
        for place in {edit.start, edit.end}:
            for match in WORD.finditer(text, _word_start(text, place), min(len(text), place + 200)):
                if match.start() >= place:
                    break
                if match.end() > place and match.group() in own:
                    return True
        return False

    def _is_protected(self, span: Span) -> bool:
        return _meets(self._protected, span, touching=False)

    def _is_taken(self, span: Span) -> bool:
        """Whether `span` overlaps, or starts at the same place as, an edit that was let through."""
        return _meets(self._taken, span, touching=True)


def _word_start(text: str, place: int) -> int:
    """The start of the run without white space that contains or ends at `place`, at most 200 code points before it."""
    start = place
    while start > max(0, place - 200) and not text[start - 1].isspace():
        start -= 1
    return start


def _meets(spans: list[tuple[int, int]], span: Span, *, touching: bool) -> bool:
    """Whether `span` overlaps one of `spans`, which are sorted and disjoint. With `touching`, an equal start counts
    too."""
    index = bisect_left(spans, (span.start, span.start))
    for start, end in spans[max(0, index - 2) : index + 2]:
        if start < span.end and span.start < end:
            return True
        if touching and start == span.start:
            return True
    return False
