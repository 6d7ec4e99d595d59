"""Edits by token: whatever an edit cuts or joins, the tokens with the edits applied are those of the text after."""

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, Verdict
from reviser.core.text import words
from reviser.datasets import m2
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.changed_sentences import all_passages
from reviser.datasets.export_report import ExportReport
from tests.datasets.saves import WORDS, save_of

_PIECES = ("", " ", "s", "un", "re-", ".", "'t", "a b", " so ", "\n", "é", "́")


@st.composite
def letter_saves(draw: st.DrawFn) -> Annotation:
    """Edits that begin and end anywhere, also inside words."""
    base = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)))
    places = sorted(draw(st.sets(st.integers(0, len(base)), max_size=6)))
    edits = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        before, after = draw(st.sampled_from(((base[start:end], ""), ("", "x"), (base[start:end], "y"))))
        after = draw(st.sampled_from(_PIECES)) if after else after
        if before != after:
            edits.append(JudgedEdit(Edit(start, before, after), "style", Verdict.ACCEPT))
    return save_of(base, tuple(edits))


@given(letter_saves())
def test_tokens_with_the_edits_applied_are_those_of_the_text_after(save: Annotation) -> None:
    for passage in all_passages(save):
        tokenised = m2.tokenise(passage)
        tokens = list(tokenised.tokens)
        for edit in reversed(tokenised.edits):
            assert 0 <= edit.low <= edit.high <= len(tokens)
            tokens[edit.low : edit.high] = edit.correction
        assert tokens == [piece for piece in words(passage.after) if piece and not piece.isspace()]
        assert [judged for edit in tokenised.edits for judged in edit.judged] == list(passage.edits)
        for one, other in zip(tokenised.edits, tokenised.edits[1:], strict=False):
            assert one.high <= other.low


def test_what_is_put_to_a_word_without_a_blank_is_of_that_word() -> None:
    edits = [Edit(5, "", "s"), Edit(6, "", "un"), Edit(16, "", " now")]
    judged = tuple(JudgedEdit(edit, "style", Verdict.ACCEPT) for edit in edits)
    (block,) = m2.blocks([save_of("apple happy lots", judged)], ExportReport())
    assert block.decode().splitlines()[:-1] == [
        "S apple happy lots",
        "A 0 1|||style|||apples|||REQUIRED|||-NONE-|||0",
        "A 1 2|||style|||unhappy|||REQUIRED|||-NONE-|||0",
        "A 3 3|||style|||now|||REQUIRED|||-NONE-|||0",
    ]
