"""No spelling of a value that was masked stands anywhere in an export, whatever its format."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.formats import FORMATS
from reviser.datasets.masking import Masks
from reviser.datasets.selection import Selection
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from tests.datasets.saves import VERDICTS, save_of

# Values whose letters stand nowhere else in an export.
NAMES = ("Zorvex Quimbly", "Wuzzle")
VALUES = (
    "Zorvex Quimbly", "Zorvex\nQuimbly", "zorvex\u00a0 QUIMBLY", "Zor\u00advex-Quim-\nbly", "**Zorvex** _Quimbly_",
    "[Zorvex](https://hixyx.org/a) Quimbly", "Zo\u0301rvex Quimbly", "Wuzzle", "WUZZLE", "Wu\u00adzzle",
    "jaffab@hixyx.org", "jaffab@hixyx", "Jaffab @ HIXYX.org", "hixyx.org/jaffab", "ftp://hixyx/jaffab", "www.hixyx.is",
)  # fmt: skip
PIECES = ("So", "we", "met.", "Then", "Zorvex", "Quimbly", "jaffab", "@", "-", "\n\n", "<b>", "it was.")

_texts = st.lists(st.sampled_from((*VALUES, *PIECES)), max_size=12).map(" ".join)
_words = st.sampled_from((*VALUES, "so"))


@st.composite
def _saves(draw: st.DrawFn) -> Annotation:
    base, other = draw(_texts), draw(_texts)
    edits = []
    for edit in diff(base, other):
        verdict = draw(st.sampled_from(VERDICTS))
        rewritten = draw(_texts) if verdict == "rewrite" else None
        edits.append(
            JudgedEdit(
                edit,
                "style",
                verdict,
                rewritten,
                reason=draw(_words),
                rule=draw(_words),
                explanation=draw(_words),
                alternatives=(draw(_words),),
            )
        )
    return save_of(
        base, tuple(edits), document=f"/home/wuzzle/{draw(_words)}/of {draw(_words)}", annotator=draw(_words)
    )


def strings(path: Path) -> Iterator[str]:
    """Every text in an export: of its files' names, its bytes, and its cells."""
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        yield str(file.relative_to(path.parent))
        if file.is_dir():
            continue
        content = file.read_bytes()
        if file.suffix == ".parquet":
            import pyarrow.parquet as pq

            yield from texts_in(pq.read_table(file).to_pylist())
            continue
        text = content.decode()
        if file.name.startswith("csv"):  # two cells that stand side by side are no name
            yield from texts_in(list(csv.reader(io.StringIO(text, newline=""))))
            continue
        yield text
        if text[:1] in {"{", "["}:
            lines = [text] if file.suffix == ".json" else text.splitlines()
            yield from texts_in([json.loads(line) for line in lines if line])


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, dict):
        yield from texts_in([*value, *value.values()])


def letters(text: str) -> str:
    """Another way to say what a text reads than the one that masks."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalnum())


@pytest.mark.parametrize("form", [form.code for form in FORMATS if form.is_of_sessions])
@settings(max_examples=40)
@given(st.lists(_saves(), min_size=1, max_size=2))
def test_no_spelling_of_a_masked_value_is_in_an_export(form: str, saves: list[Annotation]) -> None:
    with TemporaryDirectory() as folder:
        out = Path(folder, f"{form}.out")
        done = export(saves, ExportOrder(form, Selection(empty=True), Masks(names=NAMES)), out)
        assert done.tally.right == len(saves)
        for text in strings(out):
            for secret in ("zorvexquimbly", "wuzzle"):
                assert secret not in letters(text), text
            for value in ("jaffab@", "hixyx.", "hixyx/", "@hixyx"):
                assert value not in text.casefold(), text


@pytest.mark.parametrize("form", [form.code for form in FORMATS if form.is_of_sessions])
def test_the_test_sees_what_is_not_masked(form: str, tmp_path: Path) -> None:
    base = "So WUZZLE met. We wrote it."
    edits = tuple(JudgedEdit(edit, "style", VERDICTS[0]) for edit in diff(base, base.replace("So", "Then")))
    export([save_of(base, edits, document="/home/wuzzle/a", annotator="Wuzzle")], ExportOrder(form), tmp_path / form)
    seen = "".join(letters(text) for text in strings(tmp_path / form))
    assert "wuzzle" in seen
