"""Checks each proposal by reading its sentence again with the edit applied, so that accepting it leaves nothing new to
find there.

A finding that was not there before is treated in one of three ways. If it touches the edit, it becomes part of it
("becaese" -> "Because", not "because"). If it is elsewhere in the sentence, it is proposed too. If it takes the edit
back ("everyday" -> "every day" -> "everyday"), the edit is not proposed. An edit that only adds an apostrophe is not
extended with other words: "In todays society" becomes "In today's society" and not "Today"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from reviser.core.edit import Edit, Proposal, apply, rebase
from reviser.core.segment import sentences
from reviser.core.text import Span
from reviser.revisers.base import Request
from reviser.revisers.rules.conflicts import ConflictResolver, layer_of
from reviser.revisers.rules.layer import Layer
from reviser.revisers.rules.layout import pieces

_STEPS = 3  # how many times an edit is extended at most
_ENDS = (".", "!", "?", "…", ".”", "?”", "!”", '."', '?"', '!"')


class Recheck:
    """Checks the proposals of one round. `layers` are those that read sentence by sentence."""

    def __init__(self, layers: Iterable[Layer], request: Request) -> None:
        self._layers = tuple(layers)
        self._names = {layer.name for layer in self._layers}
        self._request = request
        self._pieces = list(pieces(request.text))
        self._sentences = lru_cache(maxsize=8)(sentences)
        self._findings = lru_cache(maxsize=256)(self._find)

    def tried(self, proposal: Proposal, settler: ConflictResolver) -> Iterator[Proposal]:
        """The proposals that reach the person instead of `proposal`, which `settler` let through: none, the proposal
        (perhaps extended), and new findings in its sentence."""
        if layer_of(proposal) not in self._names or not (proposal.edit.before.strip() or proposal.edit.after.strip()):
            yield proposal
            return
        text, sentence = self._request.text, self._sentence(proposal.edit)
        wider, elsewhere = self._widened(sentence, proposal)
        if wider is None:
            return
        if wider.edit != proposal.edit and not settler.widen(proposal.edit, wider):
            wider = proposal
        yield wider
        for other in elsewhere:
            if other.edit.span.of(text) == other.edit.before:
                yield from settler.settle([other])

    def _sentence(self, edit: Edit) -> Span:
        """The sentence in which the edit begins, extended to the end of the edit."""
        place = bisect_right(self._pieces, edit.start, key=lambda piece: piece.start) - 1
        piece = self._pieces[max(place, 0)]
        for found in self._sentences(piece.of(self._request.text)):
            sentence = found.shift(piece.start)
            if edit.start < sentence.end:
                break
        return Span(sentence.start, max(sentence.end, edit.end))

    def _widened(self, sentence: Span, proposal: Proposal) -> tuple[Proposal | None, list[Proposal]]:
        """The proposal extended by the findings that touch it, and the findings elsewhere in the sentence, with places
        in the text. None instead of the proposal if its edits undo each other."""
        old = sentence.of(self._request.text)
        seen = {old}
        for _ in range(_STEPS):
            edit = proposal.edit.moved(-sentence.start)
            new = apply(old, [edit])
            if new in seen:
                return None, []
            seen.add(new)
            fresh = self._fresh(sentence, old, edit, new)
            written = Span(edit.start, edit.start + len(edit.after))
            near = (finding for finding in fresh if _touches(new, finding.edit.span, written))
            follows = next(near, None)
            if follows is not None and layer_of(follows) == "plain" and _adds_only_apostrophe(edit):
                return proposal, []  # "todays": an apostrophe is added, and no other word is changed
            if follows is None:
                shift = len(edit.after) - len(edit.before)
                back = (
                    replace(
                        finding,
                        edit=finding.edit.moved(sentence.start - (shift if finding.edit.start >= written.end else 0)),
                    )
                    for finding in fresh
                )
                return proposal, list(back)
            proposal = _joined(old, sentence.start, proposal, follows)
        return None, []

    def _fresh(self, sentence: Span, old: str, edit: Edit, new: str) -> list[Proposal]:
        """The findings in the sentence with the edit applied that were not there before."""
        protected = [
            Span(max(span.start, sentence.start), min(span.end, sentence.end)).shift(-sentence.start)
            for span in self._protected(sentence)
        ]
        shift = len(edit.after) - len(edit.before)
        moved = [span if span.end <= edit.start else span.shift(shift) for span in protected]
        before = [finding.edit for finding in self._findings(old, tuple(protected)) if finding.edit != edit]
        known = set(rebase(before, [edit]).moved)
        whole = new.rstrip().endswith(_ENDS)
        return [
            finding
            for finding in self._findings(new, tuple(moved))
            if finding.edit not in known and (whole or not finding.rule.endswith("/SentenceCapitalization"))
        ]

    def _protected(self, sentence: Span) -> Sequence[Span]:
        """The protected spans of the request that overlap the sentence."""
        every = self._request.protected
        first = bisect_right(every, sentence.start, key=lambda span: span.end)
        return every[first : bisect_left(every, sentence.end, key=lambda span: span.start)]

    def _find(self, text: str, protected: tuple[Span, ...]) -> tuple[Proposal, ...]:
        """What the layers propose for `text` as a document of its own."""
        request = replace(self._request, text=text, protected=protected, foreign=(), locked=(), scope=None)
        outputs = (output for layer in self._layers for output in layer.find(request))
        return tuple(ConflictResolver(request).settle(output for output in outputs if isinstance(output, Proposal)))


def _adds_only_apostrophe(edit: Edit) -> bool:
    """Whether the edit only adds one or more apostrophes."""
    return edit.before != edit.after and edit.before == edit.after.translate({ord("'"): None, ord("’"): None})


def _touches(text: str, span: Span, written: Span) -> bool:
    """Whether no letter or digit is between the two spans."""
    between = text[min(span.end, written.end) : max(span.start, written.start)]
    return not any(map(str.isalnum, between))


def _joined(old: str, offset: int, proposal: Proposal, follows: Proposal) -> Proposal:
    """The proposal and the finding that follows from it as one edit. `old` is the sentence, which begins at `offset` in
    the text. The `after` of the proposal becomes the first alternative."""
    edit, then = proposal.edit.moved(-offset), follows.edit
    written = edit.start + len(edit.after)
    start = min(edit.start, then.start)
    end = edit.end + max(0, then.end - written)
    head, tail = old[start : edit.start], old[edit.end : end]
    first = head + edit.after + tail
    after = apply(first, [then.moved(-start)])
    others = (first, *(head + text + tail for text in proposal.alternatives))
    before = old[start:end]
    while before[-1:].isspace() and all(text.endswith(before[-1]) for text in (after, *others)):
        before, after, others = before[:-1], after[:-1], tuple(text[:-1] for text in others)
    return replace(
        proposal,
        edit=Edit(start + offset, before, after),
        explanation=f"{proposal.explanation} {follows.explanation}",
        confidence=min(proposal.confidence, follows.confidence),
        alternatives=tuple(dict.fromkeys(text for text in others if text not in (before, after))),
    )
