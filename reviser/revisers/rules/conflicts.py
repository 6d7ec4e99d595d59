"""Which proposals of several layers reach the person: what they already decided, and one proposal for each place.

Layers propose freely; here, once for all of them, the writer's words and silenced rules are honoured, the person's own
rewrites take the place of ours, proposals are trimmed to the words that change, and overlaps are settled.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reviser.core.edit import Edit, Proposal
from reviser.core.text import Span, is_boundary, words
from reviser.revisers.base import Request
from reviser.revisers.rules.legal import legal_spans
from reviser.revisers.rules.protected_words import WORD

RANK = {"harper": 0, "grammar": 0, "plain": 1, "consistency": 2, "model": 3}

_BY_SENTENCE = frozenset({"model"})  # what is right at one place is no rule for others with the same words
_REWORDING = frozenset({"plain", "consistency"})  # what they change is right, and means the same to all but a lawyer


def layer_of(proposal: Proposal) -> str:
    """The name of the layer, which begins the rule ("harper/SpellCheck")."""
    return proposal.rule.partition("/")[0]


def rank(proposal: Proposal) -> tuple[bool, int, float, int, int, str]:
    """Who wins where two overlap, smallest first: words before the spaces beside them; correctness, then clarity, then
    consistency; the surer; the longer; the first."""
    edit = proposal.edit
    spacing = not edit.before.strip() and not edit.after.strip()
    layer = RANK.get(layer_of(proposal), len(RANK))
    return (spacing, layer, -proposal.confidence, -len(edit.before), edit.start, edit.after)


def trimmed(edit: Edit) -> Edit:
    """The edit without the words that `before` and `after` share at their ends. Words are never cut."""
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
    """The edit with the line end that it would remove kept: what goes is the blank beside it, or the last one of what
    is written, so that a text broken at its width stays so."""
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
    """Settles one round: remembers what has been let through, so that nothing later overlaps it."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._taken: list[tuple[int, int]] = []
        self._pairs: set[tuple[str, str]] = set()
        self._protected = [(span.start, span.end) for span in request.protected]
        self._legal = [(span.start, span.end) for span in legal_spans(request.text)]
        self._rewrites = {(item.before, item.proposed): item.after for item in request.memory.rewrites}

    def settle(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        """Those that reach the person, in order of place, from a batch in any order."""
        kept: list[Proposal] = []
        for proposal in sorted((self._keeping_line_end(self._with_own_rewrite(one)) for one in proposals), key=rank):
            edit = proposal.edit
            pair = (edit.before.casefold(), edit.after.casefold())
            undoes = pair[0] != pair[1] and (pair[1], pair[0]) in self._pairs
            if not self._fits(proposal) or undoes or self._is_taken(edit.span):
                continue
            insort(self._taken, (edit.start, edit.end))
            if edit.before.strip() and edit.after.strip():
                self._pairs.add(pair)
            kept.append(replace(proposal, reviser="embedded"))
        yield from sorted(kept, key=lambda proposal: proposal.edit)

    def widen(self, edit: Edit, wider: Proposal) -> bool:
        """Whether `wider` can take the place of `edit`, which was let through; if so, it does."""
        self._taken.remove((edit.start, edit.end))
        fits = self._fits(wider) and not self._is_taken(wider.edit.span)
        insort(self._taken, (wider.edit.start, wider.edit.end) if fits else (edit.start, edit.end))
        return fits

    def _with_own_rewrite(self, proposal: Proposal) -> Proposal:
        """Trimmed, and with the person's own rewrite in the place of what they rewrote before."""
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
        """With the line end that its edit would take away."""
        edit = with_line_end(self._request.text, proposal.edit)
        if edit == proposal.edit or proposal.confidence == 1.0:
            return proposal
        return replace(proposal, edit=edit, alternatives=())

    def _fits(self, proposal: Proposal) -> bool:
        """Whether the proposal says something, at a possible place, that the person has not ruled out."""
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
        """Whether an end of the edit lies inside one of the person's words."""
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
        return _meets(self._taken, span, touching=True)


def _word_start(text: str, place: int) -> int:
    start = place
    while start > max(0, place - 200) and not text[start - 1].isspace():
        start -= 1
    return start


def _meets(spans: list[tuple[int, int]], span: Span, *, touching: bool) -> bool:
    """Whether `span` overlaps one of the sorted, disjoint `spans`; `touching` also counts the same start."""
    index = bisect_left(spans, (span.start, span.start))
    for start, end in spans[max(0, index - 2) : index + 2]:
        if start < span.end and span.start < end:
            return True
        if touching and start == span.start:
            return True
    return False
