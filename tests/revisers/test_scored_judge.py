"""A scorer of wordings as a judge, over real language models."""

import asyncio
from pathlib import Path

import pytest

from reviser.core.pairwise import Choice, PairVerdict, ShownPair
from reviser.errors import UserError
from reviser.revisers.lm.engine import ThreadEngine
from reviser.revisers.lm.model_file import ModelFile, look
from reviser.revisers.lm.passage_scores import ModelScorer
from reviser.revisers.scored_judge import AT_ONCE, ScoringJudge
from tests.revisers.lm import tiny
from tests.revisers.lm.real import real_model

PAIRS = [
    ShownPair("She goes to school every day.", "She go to school every days.", "ignored"),
    ShownPair("They was late for the meeting.", "They were late for the meeting."),
]


def judged(model: ModelFile | None, pairs: list[ShownPair]) -> dict[ShownPair, PairVerdict]:
    kept: dict[ShownPair, PairVerdict] = {}
    judge = ScoringJudge(ModelScorer(lambda: model, ThreadEngine()))
    batches = judge.batches(pairs)
    judge.begin(batches)

    async def run() -> None:
        for batch in batches:
            await judge.judge(batch, kept.__setitem__)

    asyncio.run(run())
    return kept


def test_what_reads_better_is_better_whichever_is_shown_first() -> None:
    found = judged(real_model(), [*PAIRS, *(pair.turned for pair in PAIRS)])
    assert [found[pair].choice for pair in PAIRS] == [Choice.FIRST, Choice.SECOND]
    assert [found[pair.turned].choice for pair in PAIRS] == [Choice.SECOND, Choice.FIRST]
    assert "nats per character" in found[PAIRS[0]].why


def test_neither_is_better_where_both_read_alike(tmp_path: Path) -> None:
    model = look(tiny.write(tmp_path / "tiny.gguf"))
    pairs = [ShownPair(f"A b{n}.", f" A  b{n}.") for n in range(2 * AT_ONCE + 1)]
    found = judged(model, pairs)
    assert {verdict.choice for verdict in found.values()} == {Choice.NEITHER}
    assert len(found) == len(pairs)


def test_without_a_model_it_is_said_before_anything_is_judged() -> None:
    with pytest.raises(UserError, match="reviser models get"):
        judged(None, PAIRS)
