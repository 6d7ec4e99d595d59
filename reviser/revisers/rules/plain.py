"""The layer "plain", for clarity and concision: long words that have plain ones, wordy phrases, doubled pairs, openings
without content, and verbs turned into nouns.

The entries of the tables were chosen by reading what each proposes in real essays: an entry stays if it is right four
times in five. There is no tagger; where the part of speech is not certain, nothing is proposed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reviser.core.blockquotes import block_quotations
from reviser.core.edit import Edit, Intent, Proposal
from reviser.core.segment import paragraphs
from reviser.core.text import Span, is_boundary
from reviser.revisers.base import Found, ReadProgress, Request
from reviser.revisers.rules import plain_rules, proselint_table
from reviser.revisers.rules.plain_table import MatchContext, PlainEntry, load
from reviser.revisers.rules.protected_words import WORD, merged, starts_sentence, symbolic_spans
from reviser.revisers.rules.quantity_agreement import DoubtfulError, agreement

# Quotations are left alone. An opening mark without a closing one takes the rest of the paragraph.
_QUOTED = re.compile(
    r"""“[^”]*(?:”|\Z) | "[^"]*(?:"|\Z) | «[^»]*(?:»|\Z) | (?<!\w)‘[^’]*’(?!\w) | (?<![\w'])'[^'\n]{1,200}'(?!\w)""",
    re.VERBOSE,
)
_PIECE = re.compile(r"\w+(?:[’'\-‑]\w+)*|\s|[^\w\s]")
_GAP = re.compile(r",?[ \n\r]+")
_STEP = 500  # words between two outputs inside a paragraph, so that the caller can stop
_CLAUSE = 10  # words in which the verb of a quantity is searched
_NEAR = 4  # words on each side that the conditions of an entry can read

_INTENTS = {"style": Intent.STYLE, "opener": Intent.COHERENCE}
_CONFIDENCE = {"wordy": 0.9, "redundant": 0.9, "opener": 0.9, "nominalisation": 0.85, "expletive": 0.8, "style": 0.85}
_REASONS = {
    "word": "“{after}” is the plainer word for “{before}”.",
    "wordy": "“{after}” says the same as “{before}” in fewer words.",
    "redundant": "“{before}” says one thing twice; “{after}” is enough.",
    "nominalisation": "The verb “{after}” says directly what “{before}” wraps in a noun.",
    "opener": "The sentence says the same without “{before}”.",
    "expletive": "The sentence can begin with what it is about instead of “{before}”.",
    "style": "“{after}” suits written English better than “{before}”.",
}
_WITHOUT = "The sentence says the same without “{before}”."


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    lower: str


class PlainLanguage:
    """The layer. Its tables are read at the first use, which also loads lemminflect."""

    @property
    def name(self) -> str:
        return "plain"

    def find(self, request: Request) -> Iterator[Found]:
        text = request.text
        protected = merged((*request.protected, *symbolic_spans(text), *block_quotations(text)))
        for paragraph in paragraphs(text):
            yield from self._in_paragraph(request, paragraph, protected)
            yield ReadProgress(paragraph.end, len(text))

    @cached_property
    def _entries(self) -> dict[str, list[PlainEntry]]:
        """The entries, by each first word that they can begin with."""
        index: dict[str, list[PlainEntry]] = {}
        for entry in (*load("plain", "entries.tsv"), *proselint_table.entries()):
            for first in {word for pattern in entry.patterns for word in pattern[0].words}:
                index.setdefault(first, []).append(entry)
        return index

    def _in_paragraph(self, request: Request, paragraph: Span, protected: Sequence[Span]) -> Iterator[Found]:
        """The proposals in `paragraph`, from left to right, not overlapping. `protected` are the sorted spans that are
        not prose."""
        text = request.text
        first = bisect_right(protected, paragraph.start, key=lambda span: span.end)
        past = bisect_left(protected, paragraph.end, key=lambda span: span.start)
        closed = list(protected[first:past])
        closed += [Span(match.start(), match.end()) for match in _QUOTED.finditer(text, paragraph.start, paragraph.end)]
        words = [
            _Word(match.start(), match.end(), match.group().lower().replace("’", "'"))
            for match in WORD.finditer(text, paragraph.start, paragraph.end)
        ]
        passed = paragraph.start
        for index, word in enumerate(words):
            if index % _STEP == _STEP - 1:
                yield ReadProgress(word.start, len(text))
            if word.start < passed:
                continue
            best = self._best(request, words, index)
            if best is None or best.edit.end > paragraph.end or not _is_free(best, request, closed):
                continue  # the edit must not reach into the next paragraph
            passed = best.edit.end
            yield best

    def _best(self, request: Request, words: Sequence[_Word], index: int) -> Proposal | None:
        """The longest proposal for the words from `index` on. None if there is none."""
        candidates = [
            proposal
            for entry in self._entries.get(words[index].lower, ())
            if entry.rule not in request.memory.silenced
            for proposal in self._by(entry, request, words, index)
        ]
        if words[index].lower == "there":
            candidates += self._expletive(request, words, index)
        return max(candidates, key=lambda proposal: len(proposal.edit.before), default=None)

    def _by(self, entry: PlainEntry, request: Request, words: Sequence[_Word], index: int) -> Iterator[Proposal]:
        """The proposals of `entry` for the words from `index` on."""
        run = _run(request.text, words, index)

        def place(size: int) -> MatchContext:
            return _place(request.text, words, index, index + size)

        for match in entry.find([word.lower for word in run], place):
            span = Span(words[index].start, run[len(match.words) - 1].end)
            texts = entry.texts(match, request.dialect)
            if not texts or not _is_plainly_written(request.text, run[: len(match.words)]):
                return
            proposals = _proposals(entry, request.text, span, texts)
            yield from (
                _agreeing(proposals, request.text, words, index, index + len(match.words))
                if entry.is_plural
                else proposals
            )
            return

    def _expletive(self, request: Request, words: Sequence[_Word], index: int) -> Iterator[Proposal]:
        """The proposals for a sentence that begins with an empty "there" at `index`."""
        run = _run(request.text, words, index, limit=9)
        found = plain_rules.expletive([word.lower for word in run], _place(request.text, words, index, index).left)
        if found is None or plain_rules.EXPLETIVE.rule in request.memory.silenced:
            return
        size, after = found
        if _is_plainly_written(request.text, run[:size]):
            span = Span(words[index].start, run[size - 1].end)
            yield from _proposals(plain_rules.EXPLETIVE, request.text, span, (after,))


def _run(text: str, words: Sequence[_Word], index: int, limit: int = 12) -> list[_Word]:
    """At most `limit` words from `index` on that have only white space between them, and no blank line."""
    run = [words[index]]
    for word in words[index + 1 : index + limit]:
        between = text[run[-1].end : word.start]
        if between.strip(" \n\r") or _is_blank_line(between):
            break
        run.append(word)
    return run


def _is_blank_line(between: str) -> bool:
    """Whether white space separates paragraphs and not only lines."""
    return max(between.count("\n"), between.count("\r")) > 1


def _place(text: str, words: Sequence[_Word], first: int, past: int) -> MatchContext:
    """The context of `words[first:past]`: up to `_NEAR` words on each side with only white space between them."""
    left: list[str] = []
    for position in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        if text[words[position].end : words[position + 1].start].strip():
            break
        left.insert(0, words[position].lower)
    right: list[str] = []
    for position in range(past, min(len(words), past + _NEAR)):
        if text[words[position - 1].end : words[position].start].strip():
            break
        right.append(words[position].lower)
    end = words[past - 1].end if past else 0
    following = text[end : end + 3].lstrip()[:1]
    starts = starts_sentence(text, words[first].start)
    return MatchContext([] if starts else left, right, starts, "" if following.isalnum() else following)


def _is_plainly_written(text: str, words: Sequence[_Word]) -> bool:
    """Whether no word is written as a name or in capitals. A capital is allowed at the beginning of a sentence and in
    "I"."""
    for word in words:
        written = text[word.start : word.end]
        if written[0].isupper() and written != "I" and not starts_sentence(text, word.start):
            return False
        if len(written) > 1 and written.isupper():
            return False
        if {text[word.start - 1 : word.start], text[word.end : word.end + 1]} & {"-", "‑", "_", "/"}:
            return False
    return True


def _is_free(proposal: Proposal, request: Request, closed: Iterable[Span]) -> bool:
    """Whether the proposal overlaps none of the spans `closed`, splits no grapheme, and changes none of the person's
    own words."""
    edit = proposal.edit
    if any(edit.start < span.end and span.start < edit.end for span in closed):
        return False
    if not (is_boundary(request.text, edit.start) and is_boundary(request.text, edit.end)):
        return False
    own = request.memory.words
    return not own or not any(word in own for word in WORD.findall(edit.before))


def _proposals(entry: PlainEntry, text: str, span: Span, texts: Sequence[str]) -> Iterator[Proposal]:
    """One proposal for `span` with `texts[0]`, and the rest of `texts` as its alternatives. Yields nothing if the edit
    is not possible."""
    words = span.of(text)
    edits = [_edit(text, span, after) for after in texts]
    first = edits[0]
    if first is None or first.before == first.after:
        return
    first, *more = _trimmed([first, *(edit for edit in edits[1:] if edit is not None and edit.span == first.span)])
    others = tuple(dict.fromkeys(edit.after for edit in more if edit.after not in (first.after, first.before)))
    reason = (_REASONS[entry.kind] if texts[0] else _WITHOUT).format(before=" ".join(words.split()), after=texts[0])
    yield Proposal(
        edit=first,
        intent=_INTENTS.get(entry.kind, Intent.CLARITY),
        reviser="embedded",
        rule=entry.rule,
        explanation=reason,
        confidence=_CONFIDENCE.get(entry.kind, 0.8),
        alternatives=others,
    )


def _agreeing(
    proposals: Iterable[Proposal], text: str, words: Sequence[_Word], index: int, past: int
) -> Iterator[Proposal]:
    """The proposals for `words[index:past]`, extended to the verb that must become plural with them. Yields nothing if
    the verb is in doubt."""
    run = _run(text, words, past, limit=_CLAUSE) if past < len(words) else []
    place = _place(text, words, index, past)
    if run and text[words[past - 1].end : run[0].start].strip():
        run = []
    sign = text[run[-1].end : run[-1].end + 1] if run else place.sign
    try:
        change = agreement(place.left, [word.lower for word in run], starts=place.starts, sign=sign)
    except DoubtfulError:
        return
    for proposal in proposals:
        if change is None:
            yield proposal
            continue
        verb, edit = run[change.place], proposal.edit
        tail = text[edit.end : verb.start] + change.verb
        yield replace(
            proposal,
            edit=Edit(edit.start, text[edit.start : verb.end], edit.after + tail),
            alternatives=tuple(other + tail for other in proposal.alternatives),
        )


def _edit(text: str, span: Span, after: str) -> Edit | None:
    """The edit that replaces `span` by `after`, with the capital and the article "a" or "an" before it corrected. None
    if that is not possible."""
    start, end = span.start, span.end
    if after:
        if text[start].isupper():
            after = after[0].upper() + after[1:]
        return plain_rules.with_article(text, start, end, after)
    following = _GAP.match(text, end)
    if following is None or _is_blank_line(following.group()):
        return None
    end = following.end()
    word = WORD.match(text, end)
    if word is None:
        return None
    if text[start].isupper():
        after = word.group()[0].upper() + word.group()[1:]
        return Edit(start, text[start : word.end()], after)
    return plain_rules.with_article(text, start, end, "", word.group())


def _trimmed(edits: Sequence[Edit]) -> list[Edit]:
    """Edits of one span, without the words at its ends that all of them keep."""
    pieces = [_PIECE.findall(edits[0].before), *(_PIECE.findall(edit.after) for edit in edits)]
    least = min(map(len, pieces))
    front = 0
    while front < least and len({each[front] for each in pieces}) == 1:
        front += 1
    back = 0
    while back < least - front and len({each[-1 - back] for each in pieces}) == 1:
        back += 1
    head = sum(map(len, pieces[0][:front]))
    middles = ["".join(each[front : len(each) - back]) for each in pieces]
    return [Edit(edits[0].start + head, middles[0], middle) for middle in middles[1:]]
