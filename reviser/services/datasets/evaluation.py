"""Evaluates a reviser on a dataset with references, round by round, accepting everything or with a simulated person.

Each text is a session: the same loop as a person's, including what the next round is told, but not stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from reviser.core.edit import DecisionSource, Edit, EditType, Proposal, apply
from reviser.core.events import Opened
from reviser.core.session import State, begin
from reviser.datasets.library_measures import (
    EditScore,
    bleu,
    edit_scores,
    edit_scores_by_type,
    exact_match,
    ibleu,
    rouge_l,
)
from reviser.datasets.measures import Tokens, gleu, sari_versions
from reviser.datasets.parallel import Parallel
from reviser.errors import UserError
from reviser.messages import message
from reviser.revisers.base import Reviser
from reviser.services.datasets.unstored_rounds import AT_ONCE, TextRequest, decided, ended_round, propose_each
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.task_pool import Lost, TaskPool

Batch = Mapping[int, TextRequest]  # by the number of the text
Proposed = Mapping[int, tuple[Proposal, ...]]  # proposals for each of them
Person = Callable[[int, State], list[str]]  # returns the ids of accepted proposals for a text number


@dataclass(frozen=True, slots=True)
class RoundTexts:
    """The texts after a round (0: the original), the numbers of proposed and accepted edits, and the `seconds` of the
    revisers."""

    depth: int
    proposed: int
    accepted: int
    seconds: float
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundScores:
    """The scores of the texts after a round (0: the original) against their references, 0 to 100. `sari` is EASSE's
    default, `sari_paper` its paper version. Also the numbers of proposed and accepted edits, and the `seconds` of the
    revisers."""

    depth: int
    proposed: int
    accepted: int
    seconds: float
    gleu: float
    sari: float
    sari_paper: float
    bleu: float
    ibleu: float
    rouge_l: float
    exact: float
    precision: float
    recall: float
    f05: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures before the first round and after each round; and for the final sentences, in tokens, their edits by
    type."""

    rounds: tuple[RoundScores, ...]
    edit_types: Mapping[EditType, EditScore]
    hypotheses: tuple[tuple[str, ...], ...]


def accept_everything(_: int, state: State) -> list[str]:
    """Accept all proposals."""
    return [] if state.round_state is None else [item.id for item in state.round_state.pending]


def accept_closer_to(data: Parallel) -> Person:
    """A simulated person who accepts an edit if it brings the text closer to a reference, in differing words
    (Levenshtein); each edit is judged together with those accepted before it."""

    def distance(index: int, text: str) -> int:
        tokens = data.tokens(index, text)
        return min(Levenshtein.distance(tokens, reference[index]) for reference in data.references)

    def decide(index: int, state: State) -> list[str]:
        round_state = state.round_state
        if round_state is None:
            return []
        taken: list[Edit] = []
        accepted: list[str] = []
        best = distance(index, round_state.round.base)
        for item in round_state.pending:
            tried = apply(round_state.round.base, [*taken, item.proposal.edit])
            now = distance(index, tried)
            if now < best:
                best = now
                taken.append(item.proposal.edit)
                accepted.append(item.id)
        return accepted

    return decide


@dataclass(frozen=True, slots=True)
class TextRound:
    """One round of one text (its number in the dataset): the proposals, and the ids of accepted ones."""

    depth: int
    index: int
    proposals: tuple[Proposal, ...]
    accepted: tuple[str, ...]


class EvaluationRun:
    """An evaluation in progress. The caller takes the `pending` texts, hands in the proposals for each, in any order,
    and ends the round when none is left.

    `reviser` is the name of the reviser. `source` is who is recorded as deciding, for what the next round learns
    (decisions by rule teach nothing). If the data belongs to a task, its intents and each text's evidence are sent with
    the instruction. `done` are rounds of texts from an earlier run, with the seconds of its rounds; they are not asked
    for again. `keep` is called with each new one."""

    def __init__(
        self,
        data: Parallel,
        reviser: str,
        person: Person,
        source: DecisionSource = DecisionSource.RULE,
        instruction: str = "",
        done: Iterable[tuple[TextRound, float]] = (),
        keep: Callable[[TextRound, float], None] = lambda _round, _seconds: None,
    ) -> None:
        self.depth = 1
        self._data = data
        self._reviser = reviser
        self._person = person
        self._source = source
        self._done = {(each.depth, each.index): (each, seconds) for each, seconds in done}
        self._keep = keep
        self._states = [begin(Opened(text)) for text in data.texts]
        self._through: set[int] = set()  # texts that the round in hand is through with
        self._proposed = self._accepted = 0  # in it
        wanted = () if data.task is None else tuple(intent.value for intent in data.task.intents)
        evidence = ["\n\n".join(filter(None, each)) for each in data.evidence] or [""] * len(data.texts)
        self._settings = [
            RoundSettings(instruction=instruction, source=source_text, wanted=wanted) for source_text in evidence
        ]
        self._rounds = [RoundTexts(0, 0, 0, 0.0, data.texts)]
        self.seconds_before = 0.0  # of this round, by an earlier run
        self._take_over()

    @property
    def pending(self) -> dict[int, TextRequest]:
        """The texts for which the current round still needs proposals, by number."""
        return {
            index: TextRequest(state, self._settings[index])
            for index, state in enumerate(self._states)
            if index not in self._through
        }

    @property
    def progress(self) -> tuple[int, int]:
        """How many texts have finished the current round, and of how many."""
        return len(self._through), len(self._states)

    def take(self, index: int, proposals: tuple[Proposal, ...], seconds: float) -> None:
        """Take the proposals for a text, which came `seconds` after this run began the round."""
        state = self._after_round(index, proposals)
        found = TextRound(self.depth, index, proposals, tuple(self._person(index, state)))
        self._decide(state, found)
        self._keep(found, self.seconds_before + seconds)

    def end_round(self, seconds: float) -> bool:
        """End the round, in which every text has been, after `seconds` of this run. Returns whether another round
        follows: none does if nothing was accepted."""
        texts = tuple(state.text for state in self._states)
        self._rounds.append(
            RoundTexts(self.depth, self._proposed, self._accepted, self.seconds_before + seconds, texts)
        )
        goes_on = self._accepted > 0
        self.depth += 1
        self._through.clear()
        self._proposed = self._accepted = 0
        self._take_over()
        return goes_on

    @property
    def rounds(self) -> tuple[RoundTexts, ...]:
        """The texts before the first round, and after each finished one."""
        return tuple(self._rounds)

    def evaluation(self) -> Evaluation:
        """The figures of the finished rounds."""
        first, *later = self._rounds
        columns: list[Sequence[Tokens]] = [self._data.sources]
        columns += [[self._data.tokens(index, text) for index, text in enumerate(each.texts)] for each in later]
        figures = [_figures(each, self._data, column) for each, column in zip((first, *later), columns, strict=True)]
        return _evaluation(figures, self._data, columns[-1])

    def _take_over(self) -> None:
        """Take what an earlier run has of the current round."""
        self.seconds_before = 0.0
        for index in range(len(self._states)):
            if (self.depth, index) in self._done:
                found, seconds = self._done[self.depth, index]
                self._decide(self._after_round(index, found.proposals), found)
                self.seconds_before = max(self.seconds_before, seconds)

    def _after_round(self, index: int, proposals: tuple[Proposal, ...]) -> State:
        """The state of a text whose round has ended, with nothing decided yet."""
        return ended_round(self._states[index], self.depth, self._reviser, self._settings[index], proposals)

    def _decide(self, state: State, text_round: TextRound) -> None:
        """Accept the accepted proposals and reject all others."""
        self._states[text_round.index] = decided(state, text_round.depth, text_round.accepted, self._source)
        self._through.add(text_round.index)
        self._proposed += 0 if state.round_state is None else len(state.round_state.pending)
        self._accepted += len(text_round.accepted)


async def run_rounds(
    reviser: Reviser,
    run: EvaluationRun,
    rounds: int,
    clock: Callable[[], float],
    on_progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> None:
    """Run the rounds of an evaluation. Ends early if nothing is accepted any more. `clock` returns seconds.
    `on_progress` receives how many texts of how many have finished a round. Raises the errors of the reviser."""
    for _ in range(rounds):
        began = clock()

        def take(index: int, proposals: tuple[Proposal, ...], began: float = began) -> None:
            run.take(index, proposals, clock() - began)
            on_progress(*run.progress)

        await propose_each(reviser, run.pending, take)
        if not run.end_round(clock() - began):
            break


def run_rounds_in_pool(
    pool: TaskPool[Batch, Proposed],
    run: EvaluationRun,
    rounds: int,
    clock: Callable[[], float],
    on_progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> None:
    """As `run_rounds`; a pool asks for the proposals, some texts at a time, with `propose_batch`."""
    for _ in range(rounds):
        began = clock()
        for _batch, found in pool.run(iter(list(_batches(run.pending)))):
            if isinstance(found, Lost):
                raise UserError(
                    message(
                        "A process was terminated twice, perhaps because memory ran out: try again with fewer --jobs."
                    )
                )
            for index, proposals in found.items():
                run.take(index, proposals, clock() - began)
            on_progress(*run.progress)
        if not run.end_round(clock() - began):
            break


def _batches(pending: Batch) -> Iterator[Batch]:
    numbers = list(pending)
    for start in range(0, len(numbers), AT_ONCE):
        yield {index: pending[index] for index in numbers[start : start + AT_ONCE]}


async def propose_batch(reviser: Reviser, batch: Batch) -> Proposed:
    """The proposals of the next round for each text; all texts are asked for at the same time. Raises the errors of the
    reviser."""
    found: dict[int, tuple[Proposal, ...]] = {}
    await propose_each(reviser, batch, found.__setitem__)
    return found


def score(data: Parallel, hypotheses: Sequence[Tokens]) -> Evaluation:
    """The scores of the original sentences, and of `hypotheses` in their place. Raises ValueError if their numbers
    differ."""
    rows = (_figures(RoundTexts(depth, 0, 0, 0.0, ()), data, of) for depth, of in enumerate((data.sources, hypotheses)))
    return _evaluation(rows, data, hypotheses)


def _evaluation(figures: Iterable[RoundScores], data: Parallel, hypotheses: Sequence[Tokens]) -> Evaluation:
    by_type = edit_scores_by_type(data.sources, hypotheses, data.references)
    return Evaluation(tuple(figures), by_type, tuple(map(tuple, hypotheses)))


def _figures(after: RoundTexts, data: Parallel, hypotheses: Sequence[Tokens]) -> RoundScores:
    sources = data.sources
    scores = edit_scores(sources, hypotheses, data.references)
    default, paper = sari_versions(sources, hypotheses, data.references)
    return RoundScores(
        after.depth,
        after.proposed,
        after.accepted,
        after.seconds,
        100 * gleu(sources, hypotheses, data.references),
        default.score,
        paper.score,
        bleu(hypotheses, data.references),
        ibleu(sources, hypotheses, data.references),
        rouge_l(hypotheses, data.references),
        exact_match(hypotheses, data.references),
        scores.precision,
        scores.recall,
        scores.f05,
    )
