"""Exports appear whole or not at all, say what they leave out, and are the same bytes for the same input."""

import errno
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviser.core.edit import Edit
from reviser.datasets.annotations import Annotation, Selecting, chosen
from reviser.datasets.exact_splits import ExactSplits
from reviser.datasets.formats import format_of_code, writable
from reviser.datasets.masking import Masks
from reviser.datasets.selection import Splits
from reviser.datasets.statistics import rows
from reviser.errors import UsageError, UserError
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from reviser.services.sources import open_dataset
from tests.data import shared
from tests.datasets.saves import BASE, KNOWN

FORMATS = [form.code for form in writable() if form.is_of_sessions]


def read(path: Path, form: str) -> list[Annotation]:
    with open_dataset(path) as source:
        return [save for save in format_of_code(form).reader(source) if isinstance(save, Annotation)]


def files(path: Path) -> dict[str, bytes]:
    if path.is_file():
        return {"": path.read_bytes()}
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


# Edits, rows and sessions left out of what KNOWN, and the same without its text, make of it.
WRITTEN = {
    "jsonl": (8, 8, 0),
    "sessions": (8, 2, 0),
    "csv": (8, 8, 0),
    "iterater-doc": (2, 1, 1),
    "iterater-sent": (2, 2, 1),
    "deliterater": (2, 2, 1),
    "preference": (3, 3, 1),
    "preference-unpaired": (3, 4, 1),
    "m2": (2, 3, 1),
    "r3": (6, 2, 0),
    "parquet": (8, 8, 0),
}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_input_gives_the_same_bytes_and_leaves_nothing_else(form: str, tmp_path: Path) -> None:
    saves = [KNOWN, replace(KNOWN, document="e", base=None, result=None)]
    for name in ("a", "b"):
        done = export(saves, ExportOrder(form), tmp_path / name)
        tally = done.tally
        assert (tally.chosen, tally.right, tally.unchecked, tally.problems) == (8, 1, 1, [])
        assert (tally.edits, tally.rows, done.without_text) == WRITTEN[form]
    assert files(tmp_path / "a") == files(tmp_path / "b") != {}
    manifests = [] if format_of_code(form).is_folder else ["a.manifest.json", "b.manifest.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["a", "b", *manifests])


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_interrupted_leaves_nothing_and_what_was_there(form: str, tmp_path: Path) -> None:
    def broken() -> Iterator[Annotation]:
        yield KNOWN
        raise KeyboardInterrupt

    output = tmp_path / "out"
    if not format_of_code(form).is_folder:
        output.write_text("before")
    with pytest.raises(KeyboardInterrupt):
        export(broken(), ExportOrder(form), output)
    assert [path.name for path in tmp_path.iterdir()] == ([] if format_of_code(form).is_folder else ["out"])
    assert format_of_code(form).is_folder or output.read_text() == "before"


def test_a_full_disk_is_said_in_the_words_of_the_system(tmp_path: Path) -> None:
    def filling() -> Iterator[Annotation]:
        yield KNOWN
        raise OSError(errno.ENOSPC, "Error writing bytes to file. Detail: [errno 28] No space left on device")

    with pytest.raises(UserError, match=r"out cannot be written: No space left on device\. Nothing was left behind"):
        export(filling(), ExportOrder("parquet"), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    saves = [replace(KNOWN, annotator=name) for name in ("../../out", "..", "/out", "Ann B.")]
    export(saves, ExportOrder("r3"), tmp_path / "here")
    assert [path.name for path in tmp_path.iterdir()] == ["here"]
    (setting,) = (path for path in (tmp_path / "here").iterdir() if path.is_dir())
    assert {path.name for path in setting.iterdir()} == {".._.._out", "__", "_out", "Ann B."}


def test_what_is_not_what_it_says_is_left_out_and_named(tmp_path: Path) -> None:
    wrong = replace(KNOWN, document="e", result="something else", where="x 3")
    done = export([KNOWN, wrong], ExportOrder("sessions"), tmp_path / "a.jsonl")
    assert [problem.where for problem in done.tally.problems] == ["x 3"]
    assert len(read(tmp_path / "a.jsonl", "sessions")) == 1


def test_a_document_stands_in_one_part(tmp_path: Path) -> None:
    saves = [replace(KNOWN, document=f"d{number}", depth=depth) for number in range(40) for depth in (1, 2)]
    splits = Splits((("train", 0.5), ("test", 0.5)), seed=3)
    done = export(saves, ExportOrder("sessions", splits=splits), tmp_path / "out")
    written = [read(tmp_path / "out" / f"{name}.jsonl", "sessions") for name in ("train", "test")]
    parts = [{save.document for save in each} for each in written]
    assert parts[0].isdisjoint(parts[1])
    assert len(parts[0] | parts[1]) == 40
    assert all(parts)
    assert done.tally.parts == {name: 2 * len(part) for name, part in zip(("train", "test"), parts, strict=True)}


@pytest.mark.parametrize("splits", [None, Splits((("train", 0.5), ("test", 0.5)))])
@pytest.mark.parametrize("form", ["jsonl", "parquet", "csv", "sessions"])
def test_memory_does_not_grow_with_what_is_exported(form: str, splits: Splits | None, tmp_path: Path) -> None:
    text = BASE + " It goes on." * 1000

    def peak(count: int) -> int:
        # A text of its own for each save: held, they would be seen.
        made = (replace(KNOWN, document=f"d{n}", base=f"{text}{n}", result=None) for n in range(count))
        tracemalloc.start()
        assert export(made, ExportOrder(form, splits=splits), tmp_path / f"{count}").tally.right == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)  # what is loaded once
    few, many = peak(50), peak(1000)
    assert many - few < 950 * len(text) / 2


def test_progress_is_told_and_what_it_raises_leaves_no_half_file(tmp_path: Path) -> None:
    class CancelledError(Exception):
        pass

    told: list[int] = []

    def tell(edits: int) -> None:
        told.append(edits)
        if len(told) == 3:
            raise CancelledError

    made = (replace(KNOWN, document=f"d{n}", instruction="x" * 10_000) for n in range(5000))
    with pytest.raises(CancelledError):
        export(made, ExportOrder("jsonl"), tmp_path / "out", tell)
    assert list(tmp_path.iterdir()) == []
    assert 0 < told[0] < told[1] < told[2] < 20_000


def test_what_is_there_is_not_overwritten_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        export([KNOWN], ExportOrder("parquet"), tmp_path / "out")
    with pytest.raises(UsageError, match="is a folder"):
        export([KNOWN], ExportOrder("csv"), tmp_path / "out")
    assert files(tmp_path / "out") == {"mine.txt": b"mine"}


def test_values_are_masked_in_every_format(tmp_path: Path) -> None:
    base = "Write to ann@example.org before 12."
    judged = KNOWN.edits[1]._replace(edit=Edit(0, "Write", "Mail"))
    save = replace(KNOWN, base=base, result=base, edits=(judged,))
    for form in FORMATS:
        export([save], ExportOrder(form, masks=Masks(("EMAIL", "NUMBER"))), tmp_path / form)
        assert not any(b"ann@example" in content for content in files(tmp_path / form).values()), form


def test_parquet_holds_the_rows_with_their_types(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    export([KNOWN, KNOWN], ExportOrder("parquet"), tmp_path / "out")
    table = pq.read_table(tmp_path / "out" / "data" / "train-00000.parquet")
    assert table.num_rows == 8
    first = table.to_pylist()[0]
    assert (first["document"], first["depth"], first["start_char_pos"], first["decision"]) == ("d", 1, 3, "accept")
    assert first["confidence"] is None
    card = (tmp_path / "out" / "README.md").read_text()
    assert 'path: "data/train-*.parquet"' in card
    assert "Edits: 8 of 8 that were chosen, in 8 rows." in card


def test_r3_comes_out_as_it_went_in(tmp_path: Path) -> None:
    before = chosen(read(shared("r3"), "r3"), Selecting.LATEST)
    export(before, ExportOrder("r3"), tmp_path / "out")
    after = chosen(read(tmp_path / "out", "r3"), Selecting.LATEST)
    for keys in (("setting", "depth"), ("setting", "intent", "type"), ("annotator", "document")):
        assert rows(after, keys) == rows(before, keys)


def test_lines_of_edits_say_what_training_code_reads(tmp_path: Path) -> None:
    export([KNOWN], ExportOrder("jsonl"), tmp_path / "a.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_bytes().splitlines()]
    assert [line["accept_or_reject"] for line in lines] == ["Accept", "Reject", "Accept", None]
    third = lines[2]
    assert (third["after"], third["proposed_after"], third["major_intent"]) == ("Then we", "We then", "coherence")
    for line in lines:
        assert BASE[line["start_char_pos"] : line["end_char_pos"]] == line["before"]


@pytest.mark.parametrize("form", FORMATS)
def test_exact_parts_have_so_many_documents(form: str, tmp_path: Path) -> None:
    textless = [replace(KNOWN, document=f"t{number}", base=None, result=None) for number in range(4)]
    saves = [
        *textless,
        *(replace(KNOWN, document=f"d{number}", depth=depth) for number in range(9) for depth in (1, 2)),
    ]
    order = ExportOrder(form, splits=ExactSplits.parsed("train=rest,test=3", 1)).with_splits(lambda: saves)
    done = export(saves, order, tmp_path / "out")
    assert {part.name: part.documents for part in done.parts} == {
        "train": 6 if format_of_code(form).needs_text else 10,
        "test": 3,
    }
    assert all(part.rows for part in done.parts)
