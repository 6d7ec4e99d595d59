"""The layer of the language model over a small real file: random numbers propose at random, and what always holds
holds of them, too."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from reviser.core.edit import Edit, Intent, Proposal, Remark, apply
from reviser.core.memory import Memory
from reviser.core.text import Span
from reviser.revisers.base import Found, ReadProgress, Request
from reviser.revisers.embedded import default_layers, outputs_of
from reviser.revisers.lm.engine import ThreadEngine
from reviser.revisers.lm.kinds import Candidate
from reviser.revisers.lm.layer import MODEL_RULE, PART_RULE, LanguageModel
from reviser.revisers.lm.model_file import ModelFile, look
from reviser.revisers.lm.scoring import Scored
from reviser.revisers.lm.steps import Steps
from tests.revisers.lm import tiny

TEXT = (
    "The benefits of a sport rises every year and it is good for the health of people.\n"
    "He go to the school with his friends because they likes the teacher.\n\n"
    "- Many informations is in the book that he have read at the library.\n"
)


class Judge(ThreadEngine):
    """An engine that is sure of one candidate, and half sure of one in each other sentence."""

    def score(
        self, _: Path, sentences: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> Steps[list[list[Scored]]]:
        yield
        found = []
        for sentence, own in zip(sentences, candidates, strict=True):
            over = 3.0 if "sport" in sentence else -1.0
            found.append([Scored(own[0], own[0].kind.threshold + over, 0.0)])
        return found


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ModelFile:
    return look(tiny.write(tmp_path_factory.mktemp("models") / "tiny.gguf"))


@pytest.fixture
def layer(model: ModelFile) -> LanguageModel:
    return LanguageModel(lambda: model)


def proposals(found: list[Found]) -> list[Proposal]:
    return [output for output in found if isinstance(output, Proposal)]


def test_it_proposes_edits_of_the_text_that_touch_nothing_settled(layer: LanguageModel) -> None:
    settled = [Edit(TEXT.index("sport"), "sport", "sports"), Edit(TEXT.index("go to"), "go", "goes")]
    before = [Proposal(edit, Intent.FLUENCY, "embedded", "harper/SpellCheck", "") for edit in settled]
    found = proposals(list(layer.find(Request(TEXT), before)))
    assert found
    for proposal in found:
        edit = proposal.edit
        assert edit.span.of(TEXT) == edit.before != edit.after
        assert all(edit.end < other.start or other.end < edit.start for other in settled)
        assert proposal.rule.startswith("model/")
        assert proposal.explanation.endswith(".")
        assert "{" not in proposal.explanation


def test_a_formula_or_code_is_not_touched_nor_is_what_stands_beside_it(layer: LanguageModel) -> None:
    place = TEXT.index("because they")
    request = Request(TEXT, (Span(place, place + len("because they")),))
    for proposal in proposals(list(layer.find(request, []))):
        assert proposal.edit.end < place - 1 or proposal.edit.start > place + len("because they") + 1


def test_what_it_is_less_sure_of_comes_where_it_is_wanted(model: ModelFile) -> None:
    layer = LanguageModel(lambda: model, engine=Judge())
    usual = proposals(list(layer.find(Request(TEXT), [])))
    more = proposals(list(layer.find(Request(TEXT, unsure=True), [])))
    assert len({one.edit for one in usual}) == 1
    assert {one.edit for one in usual} < {one.edit for one in more}
    assert min(one.confidence for one in more) < min(one.confidence for one in usual)


def test_how_often_the_model_is_looked_for_does_not_depend_on_the_misspellings(model: ModelFile) -> None:
    def looked(text: str) -> int:
        looks: list[ModelFile] = []

        def find() -> ModelFile:
            looks.append(model)
            return model

        found = list(outputs_of(default_layers(), Request(text), second=LanguageModel(find)))
        assert any(proposal.word for proposal in proposals(found))
        return len(looks)

    one = "They bring them togather in one room.\n"
    assert looked(one) == looked(one * 3 + "They are intrested in politica and the goverment.\n")


def test_only_the_scope_is_read(layer: LanguageModel) -> None:
    scope = Span(TEXT.index("Many"), len(TEXT))
    assert any(proposal.edit.start < scope.start for proposal in proposals(list(layer.find(Request(TEXT), []))))
    found = proposals(list(layer.find(Request(TEXT, scope=(scope,)), [])))
    assert found
    assert all(scope.start <= proposal.edit.start <= scope.end for proposal in found)


def test_a_second_round_reads_only_what_changed(layer: LanguageModel) -> None:
    first = list(layer.find(Request(TEXT), []))
    again = list(layer.find(Request(TEXT), []))
    assert set(proposals(first)) == set(proposals(again))
    assert (
        sum(isinstance(output, ReadProgress) for output in again) < sum(isinstance(o, ReadProgress) for o in first) / 4
    )
    changed = TEXT.replace("Many informations", "Some informations")
    more = list(layer.find(Request(changed), []))
    assert sum(isinstance(output, ReadProgress) for output in more) < sum(isinstance(o, ReadProgress) for o in first)


def test_it_stops_between_two_steps(layer: LanguageModel) -> None:
    running = layer.find(Request(TEXT * 20), [])
    next(running)
    next(running)
    running.close()
    assert proposals(list(layer.find(Request(TEXT), [])))


def test_without_a_model_nothing_is_said_or_proposed() -> None:
    assert list(LanguageModel(lambda: None).find(Request(TEXT), [])) == []


def test_a_file_that_is_no_model_is_said_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "smollm2-135m.gguf"
    path.write_bytes(b"GGUF" + (3).to_bytes(4, "little") + bytes(100))
    (said,) = list(LanguageModel(lambda: look(path)).find(Request(TEXT), []))
    assert isinstance(said, Remark)
    assert said.rule == MODEL_RULE
    assert "cut off" in said.message
    silenced = Request(TEXT, memory=Memory(silenced=frozenset({MODEL_RULE})))
    assert list(LanguageModel(lambda: look(path)).find(silenced, [])) == []


def test_with_the_other_layers_nothing_overlaps(layer: LanguageModel) -> None:
    found = [output for output in outputs_of((), Request(TEXT), second=layer) if isinstance(output, Proposal)]
    assert found
    edits = sorted(proposal.edit for proposal in found)
    assert apply(TEXT, edits)
    for one, two in pairwise(edits):
        assert one.end <= two.start


def test_of_a_long_text_a_round_reads_a_part_and_the_next_reads_on(model: ModelFile) -> None:
    text = "".join(
        f"The {number} benefits of a sport rises every year and it is good for him.\n" for number in range(40)
    )
    layer = LanguageModel(lambda: model, most=1000)
    reached = []
    for _ in range(5):
        found = list(layer.find(Request(text), []))
        reached.append(max(proposal.edit.end for proposal in proposals(found)))
        said = [output for output in found if isinstance(output, Remark)]
        assert bool(said) == (len(reached) < 3), reached
        if said:
            assert said[0].rule == PART_RULE
            assert "of 40 sentences" in said[0].message
    assert reached == sorted(reached)
    assert reached[0] < len(text) / 2 < len(text) * 0.9 < reached[-1]
