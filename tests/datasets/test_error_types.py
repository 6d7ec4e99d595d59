"""ERRANT's types: as ERRANT's own commands give them. Needs errant and spaCy: tests/README.md."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.edit import Edit, Verdict
from reviser.core.text import Span
from reviser.datasets import m2, statistics, tables
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.error_types import MODEL_VARIABLE, ErrorTyper, ErrorTypes
from reviser.datasets.export_report import ExportReport
from reviser.datasets.library_measures import EditScore
from reviser.errors import UserError
from tests.datasets.pipeline import save_pipeline
from tests.datasets.saves import save_of

needs_errant = pytest.mark.skipif(
    importlib.util.find_spec("errant") is None,
    reason="errant is not installed: pip install errant (tests/README.md)",
)
SENTENCES = (
    ("he go to school .", "He goes to school .", "He went to school ."),
    ("I has a apple", "I have an apple .", "I have apples ."),
    ("they go at school very", "they go to the school", "They go to school ."),
    ("a good apple", "a good apple", "the good apple"),
    ("they have the the apples .", "they have the apples .", "they have apples ."),
)
BASE = "he go to school. I has a apple. They are so very good."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_pipeline(tmp_path_factory.mktemp("model"))


@pytest.fixture
def error_types(model: Path, monkeypatch: pytest.MonkeyPatch) -> ErrorTypes:
    monkeypatch.setenv(MODEL_VARIABLE, str(model))
    return ErrorTypes.loaded()


def no_foreign(_: str) -> Iterable[Span]:
    return ()


def m2_by_errant(error_types: ErrorTypes, sources: list[str], *others: list[str]) -> str:
    """As `errant_parallel` writes it, from what ERRANT itself gives."""
    annotator = error_types._annotator
    lines = []
    for index, source in enumerate(sources):
        lines.append(f"S {source}")
        for number, each in enumerate(others):
            edits = annotator.annotate(annotator.parse(source), annotator.parse(each[index]))
            lines += [edit.to_m2(number) for edit in edits] or [m2.NO_EDIT.format(annotator=number)]
        lines.append("")
    return "\n".join(lines) + "\n"


@needs_errant
def test_figures_by_type_are_those_of_errant_compare(error_types: ErrorTypes, tmp_path: Path) -> None:
    sources, first, second = ([each[at] for each in SENTENCES] for at in range(3))
    made = ["he goes to school .", "I have a apple", "They go at the school", "the good apple", "they have apples ."]
    (tmp_path / "hyp.m2").write_text(m2_by_errant(error_types, sources, made), "utf-8")
    (tmp_path / "ref.m2").write_text(m2_by_errant(error_types, sources, first, second), "utf-8")
    arguments = ["-hyp", str(tmp_path / "hyp.m2"), "-ref", str(tmp_path / "ref.m2"), "-cat", "3"]
    command = [sys.executable, "-m", "errant.commands.compare_m2", *arguments]
    out = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    printed = [line.split() for line in out.splitlines() if line and line[0] not in "=CT"]
    split, hypotheses, *references = ([each.split() for each in column] for column in (sources, made, first, second))
    scores = error_types.scores(split, hypotheses, references)
    ours = [[kind, *figures(score)] for kind, score in scores.by_type.items()]
    assert [*ours, figures(scores.all)] == printed
    assert len(scores.by_type) > 3
    assert 0 < scores.all.right < scores.all.made


def figures(score: EditScore) -> list[str]:
    """As `errant_compare` prints them: right, wrong and missed edits, precision, recall and F0.5."""
    counts = (score.right, score.made - score.right, score.wanted - score.right)
    return [*map(str, counts), *(str(round(share / 100, 4)) for share in (score.precision, score.recall, score.f05))]


def judged() -> Annotation:
    """Accepted, rewritten, rejected and undecided edits."""
    edits = (
        JudgedEdit(Edit(0, "he", "He"), "fluency", Verdict.ACCEPT),
        JudgedEdit(Edit(3, "go", "goes"), "fluency", Verdict.REWRITE, "went"),
        JudgedEdit(Edit(19, "has", "have"), "fluency", Verdict.REJECT),
        JudgedEdit(Edit(23, "a", "an"), "fluency", Verdict.ACCEPT),
        JudgedEdit(Edit(44, "very ", ""), "style", Verdict.UNDECIDED),
    )
    return save_of(BASE, edits)


@needs_errant
def test_m2_has_the_types_that_errant_m2_gives_the_same_edits(
    error_types: ErrorTypes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errant
    from errant.commands import m2_to_m2

    accepted = tuple(one._replace(verdict=Verdict.ACCEPT) for one in judged().edits)
    saves = [judged(), save_of(BASE, judged().edits[:2], annotator="ben"), save_of(BASE, accepted, annotator="cleo")]
    typed = list(ErrorTyper(error_types, no_foreign).pass_on(saves))
    ours, theirs = tmp_path / "ours.m2", tmp_path / "theirs.m2"
    # Their program knows the annotators of a sentence, not of a file: each by itself.
    content = b"".join(b"".join(m2.blocks([one], ExportReport())) for one in typed)
    ours.write_bytes(content)
    monkeypatch.setattr(errant, "load", lambda _: error_types._annotator)
    monkeypatch.setattr(sys, "argv", ["errant_m2", "-gold", str(ours), "-out", str(theirs)])
    m2_to_m2.main()
    assert kinds(theirs.read_text("utf-8")) == kinds(content.decode())
    assert {"R:ORTH", "R:VERB:TENSE", "R:DET", "U:ADV"} <= set(kinds(content.decode()))


def kinds(text: str) -> list[str]:
    return [line.split("|||")[1] for line in text.splitlines() if line.startswith("A ")]


@needs_errant
def test_every_edit_of_a_table_has_its_type_and_the_rejected_ones_are_looked_at_alone(error_types: ErrorTypes) -> None:
    (typed,) = ErrorTyper(error_types, no_foreign).pass_on([judged()])
    found = [(one.edit.before, one.edit.after, one.error_type) for one in typed.edits]
    assert found == [
        ("he", "He", "R:ORTH"),
        ("go", "goes", "R:VERB:TENSE"),  # it was rewritten: went
        ("has", "have", "R:VERB:SVA"),
        ("a", "an", "R:DET"),
        ("very ", "", "U:ADV"),
    ]
    assert tables.rows_of(typed).error_types == tuple(kind for _, _, kind in found)
    counted = {row.group: row.edits for row in statistics.rows([typed], [statistics.ERROR_TYPE])}
    assert counted == {(kind,): 1 for _, _, kind in found}


@needs_errant
def test_edits_inside_one_token_have_the_type_of_what_they_make(error_types: ErrorTypes) -> None:
    edits = (
        JudgedEdit(Edit(5, "p", "x"), "other", Verdict.ACCEPT),
        JudgedEdit(Edit(8, "", "s"), "other", Verdict.ACCEPT),
    )
    save = save_of("an apple", edits)
    (typed,) = ErrorTyper(error_types, no_foreign).pass_on([save])
    assert len({one.error_type for one in typed.edits}) == 1
    assert typed.edits[0].error_type


@needs_errant
def test_edits_in_another_language_without_text_or_out_of_place_have_none(error_types: ErrorTypes) -> None:
    def first_sentence(text: str) -> Iterator[Span]:
        yield Span(0, text.index(".") + 1)

    (typed,) = ErrorTyper(error_types, first_sentence).pass_on([judged()])
    assert [bool(one.error_type) for one in typed.edits] == [False, False, True, True, True]
    typer = ErrorTyper(error_types, no_foreign)
    textless = replace(judged(), base=None, result=None)
    wrong = replace(judged(), edits=(JudgedEdit(Edit(0, "nonsense", "x"), "", Verdict.REJECT),))
    assert list(typer.pass_on([textless, wrong])) == [textless, wrong]


@needs_errant
def test_an_installed_model_is_taken_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    if not any(name.startswith("en_") for name in spacy.util.get_installed_models()):
        with pytest.raises(UserError, match="python -m spacy download en_core_web_sm"):
            ErrorTypes.loaded()
        pytest.skip("no English model of spaCy is installed: python -m spacy download en_core_web_sm")
    (edit,) = ErrorTypes.loaded().edits(["She", "go", "home", "."], ["She", "goes", "home", "."])
    assert edit == (1, 2, "goes", "R:VERB:SVA")


@needs_errant
def test_a_model_that_is_not_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(UserError, match="REVISER_SPACY_MODEL is no spaCy model"):
        ErrorTypes.loaded()


def test_without_errant_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "errant", None)
    with pytest.raises(UserError, match=r"pip install 'reviser\[errant\]'"):
        ErrorTypes.loaded()
