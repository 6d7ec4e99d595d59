"""The layer "model": a language model reads the text with the proposals of the other layers applied.

It reads each sentence by itself. Scores are cached by sentence, so a later round reads only the sentences that
changed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence, Sized
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from reviser.core.edit import Edit, Intent, Proposal, Remark
from reviser.core.segment import sentence_at, sentences
from reviser.core.text import Span
from reviser.errors import UserError
from reviser.messages import Message, joined, message
from reviser.revisers.base import Found, ReadProgress, Request
from reviser.revisers.lm.alternatives import CORRECTION, is_doubtful, near, ranked
from reviser.revisers.lm.candidates import candidates
from reviser.revisers.lm.draft import EditedText
from reviser.revisers.lm.engine import Engine, ThreadEngine
from reviser.revisers.lm.kinds import Candidate
from reviser.revisers.lm.model_file import ModelFile
from reviser.revisers.lm.reasons import reason
from reviser.revisers.lm.scoring import Scored
from reviser.revisers.lm.second_opinion import DOUBT, is_questionable
from reviser.revisers.lm.selection import UNSURE, Chosen, Density, ExtraMargin, chosen
from reviser.revisers.lm.steps import Steps
from reviser.revisers.lm.weights import WeightsError
from reviser.revisers.rules.spelling import Frequencies

T = TypeVar("T", bound=Sized)

MODEL_RULE = "model/file"  # the rule of the remark about a model that cannot be used
PART_RULE = "model/part"  # the rule of the remark that only a part of the text was read
MOST = 60_000  # code points: ten thousand words, some minutes
# Code points of a batch of sentences. The first batch is small, so that proposals appear soon. Larger batches spend
# less time on overhead and need more memory.
_FIRST, _GROWTH, _LARGEST = 400, 4, 3000
_RANKED, _MOST_RANKED = 8, 400  # misspelled words that are ranked in a batch, and in a round
_KEPT = 20_000  # sentences whose scores are cached
_SHORTEST, _LONGEST = 4, 80  # words of a sentence that is read
_WIDEST = 800  # code points of a sentence that is read
_WHOLE = re.compile(r"[.!?…][\"'”’)\]]*$")
_MARK = 2  # code points: a longer protected span is a formula, code or an address, and not a mark of the syntax
_UNENDED = 8  # words: a shorter line without a full stop is taken for a title


class LanguageModel:
    """The layer of the language model."""

    def __init__(
        self, find_model: Callable[[], ModelFile | None], most: int = MOST, engine: Engine | None = None
    ) -> None:
        """`find_model` returns the model to use, None if there is none; it raises UserError if its file cannot be used.
        `most` is about how many new code points are read in a round. `engine` scores; by default in the calling
        thread."""
        self._find_model = find_model
        self._most = most
        self._kept: dict[str, list[Scored]] = {}
        self._engine = engine or ThreadEngine()
        self._frequencies = lru_cache(1)(Frequencies.load)

    @property
    def name(self) -> str:
        return "model"

    def begin(self) -> bool:
        """Whether there is a model. Reading it may still fail."""
        with suppress(UserError, OSError):  # `find` reports it
            model = self._find_model()
            if model is not None:
                self._engine.begin(model.path)
                return True
        return False

    def forget(self) -> None:
        """Free the model's memory. The next round loads the model again."""
        self._engine.forget()

    def waits_for(self, proposal: Proposal) -> bool:
        """Whether the model chooses among the proposal's corrections, or may hold it back."""
        return is_doubtful(proposal) or is_questionable(proposal)

    def rank(self, request: Request, proposals: Sequence[Proposal], settled: Sequence[Edit]) -> Iterator[Found]:
        """Yield each of `proposals` once, with its most likely correction first. A correction of grammar that the model
        doubts is yielded only if unsure proposals are wanted. They do not overlap `settled`. Without a usable model
        they are yielded unchanged."""
        ranked_count = 0
        try:
            model = self._find_model()
            if model is not None:
                edits = [*settled, *(proposal.edit for proposal in proposals)]
                draft = EditedText(request.text, [*edits, *_joined_lines(request.text, edits)])
                for start in range(0, min(len(proposals), _MOST_RANKED), _RANKED):
                    batch = proposals[start : start + _RANKED]
                    gains: list[dict[str, float]] = []
                    for _ in self._weighed(model.path, batch, draft, gains):
                        yield ReadProgress(batch[0].edit.start, len(request.text))
                    for proposal, own in zip(batch, gains, strict=True):
                        ranked_count += 1
                        if not is_questionable(proposal):
                            yield ranked(proposal, own)
                        elif request.unsure or own.get(proposal.edit.before, 0.0) <= DOUBT:
                            yield proposal
        except (UserError, WeightsError, OSError):
            pass  # `find` reports it
        yield from proposals[ranked_count:]

    def _weighed(
        self, path: Path, proposals: Sequence[Proposal], draft: EditedText, gains: list[dict[str, float]]
    ) -> Steps[None]:
        """Append to `gains`, for each of `proposals`, how much more likely each other correction is than the first
        one; for a questionable proposal, how much more likely the original text is."""
        places = [draft.written(proposal.edit) for proposal in proposals]
        read = [sentence_at(draft.text, place.start) for place in places]
        others = [
            [Candidate(place.start - span.start, place.end - span.start, text, CORRECTION) for text in rivals]
            if len(span) <= _WIDEST
            else []
            for rivals, place, span in zip(map(_rivals, proposals), places, read, strict=True)
        ]
        scored = yield from self._engine.compare(path, [span.of(draft.text)[:_WIDEST] for span in read], others)
        gains += [{one.candidate.after: one.alone for one in own} for own in scored]

    def find(self, request: Request, settled: Sequence[Proposal]) -> Generator[Found, None, None]:
        """Yield proposals that do not overlap `settled`, with ReadProgress every few hundredths of a second. Without a
        model it yields nothing; if the model cannot be used, a remark."""
        try:
            model = self._find_model()
            if model is None:
                self._engine.forget()
                return
            yield from self._read_all(model.path, request, settled)
        except (UserError, WeightsError, OSError) as error:
            if MODEL_RULE in request.memory.silenced:
                return
            yield Remark(
                Span(0, 0),
                joined(" ", (message("The language model was not used."), _why(error))),
                "embedded",
                MODEL_RULE,
            )

    def _read_all(self, path: Path, request: Request, settled: Sequence[Proposal]) -> Iterator[Found]:
        """Read the sentences of the text and yield the proposals, and a remark if not all sentences were read."""
        edits = [proposal.edit for proposal in settled]
        draft = EditedText(request.text, [*edits, *_joined_lines(request.text, edits)])
        total = len(draft.text)
        mended = sum(proposal.intent in (Intent.FLUENCY, Intent.OTHER) for proposal in settled)
        density = Density(len(request.text.split()), mended)
        read: list[Span] = []
        sentences = list(_read(draft, request))
        last = self._reach(draft, sentences)
        for batch in batches(sentences[:last]):
            for _ in self._scoring(path, [span.of(draft.text) for span in batch]):
                yield ReadProgress(batch[0].start, total)
            for span in batch:
                text = span.of(draft.text)
                density.count(len(text.split()), len(chosen(self._kept.get(text, ()))))
            read += batch
            yield from self._proposals(batch, draft, density, request)
            yield ReadProgress(batch[-1].end, total)
        # The density of errors is known only now, so the thresholds are applied again. The caller drops repetitions.
        yield from self._proposals(read, draft, density, request)
        if last < len(sentences) and PART_RULE not in request.memory.silenced:
            notice = message(
                "The language model has read {last:,} of {count:,} sentences; it needs a few minutes for "
                "every ten thousand words. The next round continues.",
                last=last,
                count=len(sentences),
            )
            yield Remark(Span(0, 0), notice, "embedded", PART_RULE)

    def _reach(self, draft: EditedText, spans: Sequence[Span]) -> int:
        """How many of the sentences `spans` this round reads: all that were read before, and about `most` new code
        points."""
        new = 0
        for at, span in enumerate(spans):
            if new >= self._most:
                return at
            new += 0 if span.of(draft.text) in self._kept else len(span)
        return len(spans)

    def _proposals(
        self, spans: Sequence[Span], draft: EditedText, density: Density, request: Request
    ) -> Iterator[Proposal]:
        """The proposals in the sentences `spans`, whose scores are known."""
        asked = ExtraMargin(request.memory.taste, self.name)
        margin = density.margin - (UNSURE if request.unsure else 0.0)
        for span in spans:
            text = span.of(draft.text)
            for choice in chosen(self._kept.get(text, ()), margin, partial(asked.of, text)):
                proposal = _proposed(text, choice, draft, span.start, request)
                if proposal is not None:
                    yield proposal

    def _scoring(self, path: Path, texts: Sequence[str]) -> Steps[None]:
        """Score those of `texts` whose scores are not cached."""
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if not new:
            return
        frequencies = self._frequencies()
        generated = []
        for text in new:
            generated.append(candidates(text, frequencies))
            yield
        scored = yield from self._engine.score(path, new, generated)
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept.update(zip(new, scored, strict=True))


def _rivals(proposal: Proposal) -> tuple[str, ...]:
    """The texts with which the proposal's correction is compared."""
    return (proposal.edit.before,) if is_questionable(proposal) else near(proposal)


def batches(parts: Iterable[T]) -> Iterator[list[T]]:
    """`parts`, which are sentences or their spans, in the batches that are scored together."""
    batch: list[T] = []
    size, enough = 0, _FIRST
    for part in parts:
        batch.append(part)
        size += len(part)
        if size >= enough:
            yield batch
            batch, size, enough = [], 0, min(enough * _GROWTH, _LARGEST)
    if batch:
        yield batch


def _joined_lines(text: str, settled: Sequence[Edit]) -> Iterator[Edit]:
    """Edits that replace line ends inside a paragraph by a space, except where an edit is."""
    taken = {place for edit in settled for place in range(edit.start, edit.end)}
    for match in re.finditer(r"(?<=\S)(?:\r\n|\n)[ \t]*(?=\S)", text):
        if taken.isdisjoint(range(*match.span())):
            yield Edit(match.start(), match.group(), " ")


def _read(draft: EditedText, request: Request) -> Iterator[Span]:
    """The sentences of the draft that are prose and belong to the request's scope."""
    scope = None if request.scope is None else tuple(sorted(request.scope))
    for sentence in sentences(draft.text):
        span = sentence.trimmed(draft.text)
        text = span.of(draft.text)
        count = len(text.split())
        if not _SHORTEST <= count <= _LONGEST or len(text) > _WIDEST or (count < _UNENDED and not _WHOLE.search(text)):
            continue
        if scope is None or any(
            part.start < kept.end and kept.start < part.end
            for kept in draft.kept_spans(span)
            for part in _around(scope, kept)
        ):
            yield span


def _proposed(text: str, choice: Chosen, draft: EditedText, offset: int, request: Request) -> Proposal | None:
    """The proposal for a chosen candidate. None if its place touches an earlier proposal, text that is not prose, or
    the person's own replacement of a proposal."""
    candidate = choice.scored.candidate
    span = draft.back(Span(candidate.start, candidate.end).shift(offset))
    if span is None or any(own.start <= span.end and span.start <= own.end for own in _around(request.written, span)):
        return None
    if any(
        len(other) > _MARK and other.start <= span.end + 1 and span.start <= other.end + 1
        for other in _around(request.protected, span)
    ):
        return None
    edit = Edit(span.start, span.of(request.text), candidate.after)
    return Proposal(
        edit,
        Intent.FLUENCY,
        "embedded",
        f"model/{candidate.kind.name}",
        reason(text, candidate),
        confidence=round(choice.confidence, 3),
        alternatives=choice.others,
    )


def _around(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of the sorted `spans` that may touch `span`."""
    first = bisect_left(spans, span.start - 1, key=lambda other: other.end)
    return spans[first : bisect_right(spans, span.end + 1, key=lambda other: other.start)]


def _why(error: Exception) -> Message:
    """The sentence that says why the model was not used."""
    match error:
        case UserError():
            return error.message
        case OSError():
            return message("Its file cannot be read ({reason}).", reason=error.strerror or error)
        case _:
            return message("Its file does not contain a model that this program can read ({problem}).", problem=error)
