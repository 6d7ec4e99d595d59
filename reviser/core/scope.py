"""The part of a text that is still open when the next round begins: what changed since it was last read, and what was
left undecided. The rest was read and settled, and need not be paid for again."""

from bisect import bisect_left
from collections.abc import Sequence

from reviser.core.events import Outcome
from reviser.core.round import Round
from reviser.core.round_state import RoundState, Status
from reviser.core.segment import sentences
from reviser.core.text import Span


def still_open(
    rounds: Sequence[RoundState], reviser: str, instruction: str = "", more: tuple[str, ...] = ("", "", "")
) -> tuple[Span, ...] | None:
    """The sentences of the current text that `reviser` has to read, without surrounding white space, in order. None
    means all, because it has not read a text with this instruction. `more` is the strategy, style sheet and source of
    the next round. `rounds` are all rounds, the current one last. Takes linear time.

    A round that failed or was cancelled does not count as read, because it is unknown how far it came; nor does a round
    of a passage."""
    read = next(
        (
            index
            for index in range(len(rounds) - 1, -1, -1)
            if _round_settings(rounds[index].round) == (reviser, instruction, *more)
            and rounds[index].round.outcome is Outcome.COMPLETE
            and rounds[index].round.passage is None
        ),
        None,
    )
    if read is None:
        return None
    first = rounds[read]
    waiting = [
        item.proposal.edit.span
        for item in first.round.live
        if first.status(item) in {Status.PENDING, Status.LAPSED, Status.STALE}
    ]
    settled = {
        sentence
        for sentence in _trimmed_sentences(first.round.base)
        if not any(_meets(sentence, span) for span in _near(waiting, sentence))
    }
    for round_state in rounds[read:]:
        settled = {
            round_state.working.place(sentence) for sentence in settled if not round_state.working.touching(sentence)
        }
        settled &= set(_trimmed_sentences(round_state.working.text))
    return tuple(sentence for sentence in _trimmed_sentences(rounds[-1].working.text) if sentence not in settled)


def _round_settings(round_: Round) -> tuple[str, ...]:
    return round_.reviser, round_.instruction, round_.strategy, round_.style_sheet, round_.source


def _trimmed_sentences(text: str) -> list[Span]:
    """The sentences of `text` without surrounding white space; blank ones are left out."""
    return [trimmed for span in sentences(text) if (trimmed := span.trimmed(text))]


def _near(spans: Sequence[Span], sentence: Span) -> Sequence[Span]:
    """The sorted, disjoint `spans` that can touch a sentence."""
    first = bisect_left(spans, sentence.start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, sentence.end + 1, key=lambda span: span.start)]


def _meets(sentence: Span, span: Span) -> bool:
    """Whether `span` is in the sentence, or inserts at its edge."""
    return sentence.overlaps(span) or (not len(span) and sentence.start <= span.start <= sentence.end)
