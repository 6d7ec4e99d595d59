"""GECToR's operations on words, and DElIteraTeR's spans, without a model."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Intent
from reviser.core.text import Span
from reviser.revisers.checkpoints.detected_spans import detected, intent_of_label, own_part, tagged
from reviser.revisers.checkpoints.edit_tags import KEEP, apply_tags, joined, read_verbs, split_words
from reviser.revisers.checkpoints.reviser import AskedSentence
from reviser.revisers.checkpoints.token_classifier import LabelledSpan

VERBS = {("go", "VB_VBZ"): "goes", ("go", "VB_VBD"): "went"}


def carried_out(sentence: str, *tags: str) -> str:
    return joined(apply_tags(split_words(sentence), tags, VERBS))


@pytest.mark.parametrize(
    ("sentence", "tags", "after"),
    [
        ("She go home.", (KEEP, KEEP, "$TRANSFORM_VERB_VB_VBZ", KEEP, KEEP), "She goes home."),
        ("She fly home.", (KEEP, KEEP, "$TRANSFORM_VERB_VB_VBZ"), "She fly home."),
        ("He has two cat.", (KEEP, KEEP, KEEP, KEEP, "$TRANSFORM_AGREEMENT_PLURAL", KEEP), "He has two cats."),
        ("It is is late.", (KEEP, KEEP, "$DELETE"), "It is late."),
        ("Yes it is", (KEEP, "$APPEND_,", KEEP, "$APPEND_."), "Yes, it is."),
        ("it is", ("$APPEND_Yes", KEEP, KEEP), "Yes it is"),
        ("it is late", ("$APPEND_Yes", "$DELETE", KEEP), "Yes is late"),
        ("it is", (KEEP, "$TRANSFORM_CASE_CAPITAL"), "It is"),
        ("a NASA man", (KEEP, KEEP, "$TRANSFORM_CASE_LOWER"), "a nasa man"),
        ("some times", (KEEP, "$MERGE_SPACE", KEEP), "sometimes"),
        ("well known", (KEEP, "$MERGE_HYPHEN", KEEP), "well-known"),
        ("co-operate", (KEEP, "$TRANSFORM_SPLIT_HYPHEN"), "co operate"),
        ("It rains.", ("$DELETE", "$NOTHING_KNOWN", "@@UNKNOWN@@"), "It rains."),
    ],
)
def test_an_operation_on_a_word(sentence: str, tags: tuple[str, ...], after: str) -> None:
    assert carried_out(sentence, *tags) == after


@given(st.text(alphabet=st.sampled_from("ab é'’-.,()1 \t\n"), max_size=40))
def test_words_that_are_kept_give_the_sentence(sentence: str) -> None:
    assert joined(apply_tags(split_words(sentence), [], {})) == sentence.strip()


def test_the_vocabulary_of_verbs(tmp_path: Path) -> None:
    path = tmp_path / "verb-form-vocab.txt"
    assert read_verbs(path) == {}
    path.write_text("go_goes:VB_VBZ\ngo_went:VB_VBD\n\nodd line\n", encoding="utf-8")
    assert read_verbs(path) == VERBS


def labelled(text: str, *labels: tuple[int, int, str]) -> list[LabelledSpan]:
    assert text.startswith("<bos>")
    return [LabelledSpan(Span(start, end), label, 0.9) for start, end, label in labels]


def test_tokens_beside_each_other_are_one_span_for_each_intent() -> None:
    tokens = labelled("<bos>She go  home now<eos>", (0, 5, "LABEL_0"), (5, 8, "LABEL_0"), (8, 11, "LABEL_2"),
                      (11, 17, "LABEL_2"), (17, 21, "LABEL_1"), (21, 26, "LABEL_1"))  # fmt: skip
    found = detected("She go  home now", tokens)
    assert found == {Intent.FLUENCY: [Span(4, 12)], Intent.CLARITY: [Span(13, 16)]}
    assert tagged("She go  home now", found[Intent.FLUENCY], Intent.FLUENCY) == (
        "<bos>She <fluency>go  home</fluency> now<eos>"
    )


HEAD, OWN, TAIL = "It rain now.", "She go home.", "We stays."


@pytest.mark.parametrize(
    ("before", "after", "answer", "own"),
    [
        ("", "", "She goes home.", "She goes home."),
        (HEAD, TAIL, "It rain now. She goes home. We stays.", "She goes home."),
        (HEAD, TAIL, "It rains now. She goes home. We stay.", "She goes home."),
        (HEAD, "", "It rains right now. She goes home.", "She goes home."),
        ("", TAIL, "She goes home. We all stay.", "She goes home."),
        (HEAD, TAIL, "She goes home.", "She goes home."),
        (HEAD, TAIL, "She goes home today. We stays.", "She goes home today."),
        (HEAD, TAIL, "It rain now. Then she goes home. We stays.", "Then she goes home."),
        (HEAD, TAIL, "It rain now. She go home. We stays.", "She go home."),
        (HEAD, TAIL, "It rain when she goes home. We stays.", None),
    ],
)
def test_what_an_answer_makes_of_the_sentence_itself(before: str, after: str, answer: str, own: str | None) -> None:
    assert own_part(AskedSentence(OWN, before, after), answer) == own


@given(st.text("ab .", max_size=12), st.text("ab .", max_size=12), st.text("ab .", max_size=30))
def test_an_answer_never_reaches_beyond_itself(before: str, after: str, answer: str) -> None:
    before, after, answer = (" ".join(text.split()) for text in (before, after, answer))
    found = own_part(AskedSentence(OWN, before, after), answer)
    assert found is None or found in answer


def test_the_intent_of_a_detector_s_label() -> None:
    assert intent_of_label("LABEL_0") is None
    assert intent_of_label("none") is None
    assert intent_of_label("LABEL_5") is Intent.MEANING_CHANGED
    assert intent_of_label("B-clarity") is Intent.CLARITY
    assert intent_of_label("LABEL_12") is None
