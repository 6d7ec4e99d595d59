"""Every folder has a card that Hugging Face reads, and that gives the data with its types; a file has one on demand."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reviser.core.edit import Verdict
from reviser.datasets import r3
from reviser.datasets.annotations import Annotation
from reviser.datasets.formats import FORMATS, format_of_code
from reviser.datasets.masking import EMAILS, Masks
from reviser.datasets.selection import Selection, Splits
from reviser.errors import UserError
from reviser.services.datasets.checking import check
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import Exported, export
from reviser.services.sources import open_dataset
from tests.data import shared
from tests.datasets.saves import KNOWN
from tests.datasets.test_read_back import SAVES

WRITTEN = [form.code for form in FORMATS if form.is_of_sessions]
WITH_COLUMNS = [code for code in WRITTEN if format_of_code(code).columns]
HALVES = Splits((("train", 0.5), ("test", 0.5)), seed=1)
TEXTLESS = replace(KNOWN, document="t", base=None, result=None)
BARE = [replace(KNOWN, document=f"x{n}", edits=KNOWN.edits[1:2], result=KNOWN.base) for n in range(100)]
hub: Any = pytest.importorskip("huggingface_hub")


def exported(saves: list[Annotation], output: Path, order: ExportOrder) -> Exported:
    return export(saves, order, output, again=lambda: saves)


def read(path: Path) -> tuple[dict[str, Any], str]:
    """The front matter as Hugging Face's hub reads it, and the text."""
    card = hub.DatasetCard.load(path)
    return card.data.to_dict(), card.text


def test_the_licence_of_a_checkpoint_that_proposed_is_named(tmp_path: Path) -> None:
    saves = [replace(save, reviser="checkpoint:coedit") for save in SAVES]
    licenses = {"checkpoint:coedit": "cc-by-nc-4.0", "checkpoint:other": "mit"}
    order = ExportOrder("jsonl", card=tmp_path / "README.md", licenses=licenses)
    exported(saves, tmp_path / "a.jsonl", order)
    text = (tmp_path / "README.md").read_text("utf-8")
    assert "`checkpoint:coedit` is a model's checkpoint: licence cc-by-nc-4.0." in text
    assert "mit" not in text.split("## Where the texts come from")[1]


def test_the_licences_of_all_who_proposed_in_a_strategy_are_named(tmp_path: Path) -> None:
    judged, *rest = KNOWN.edits
    edits = (judged._replace(proposed_by="checkpoint:iterater"), *rest)
    licenses = {"checkpoint:coedit": "cc-by-nc-4.0", "checkpoint:iterater": "", "checkpoint:other": "mit"}
    card = tmp_path / "README.md"
    order = ExportOrder("jsonl", card=card, licenses=licenses)
    exported([replace(KNOWN, reviser="checkpoint:coedit ensemble", edits=edits)], tmp_path / "a.jsonl", order)
    text = card.read_text("utf-8")
    assert "`checkpoint:coedit` is a model's checkpoint: licence cc-by-nc-4.0." in text
    assert "`checkpoint:iterater` is a model's checkpoint: no licence named on its model card." in text
    assert "mit" not in text.split("## Where the texts come from")[1]


@pytest.mark.parametrize("form", WRITTEN)
def test_the_folder_of_parts_has_a_card(form: str, tmp_path: Path) -> None:
    done = exported(SAVES, tmp_path / "out", ExportOrder(form, splits=HALVES))
    data, text = read(tmp_path / "out" / "README.md")
    assert [part.name for part in done.parts] == ["train", "test"]
    usable = [save for save in SAVES if save.base is not None or not format_of_code(form).needs_text]
    assert sum(part.documents for part in done.parts) == len({save.document for save in usable})
    assert sum(part.rows for part in done.parts) == done.tally.rows
    assert sum(part.edits for part in done.parts) == done.tally.edits
    for part in done.parts:
        assert f"| {part.name} | {part.path} | {part.documents:,} | {part.edits:,} | {part.rows:,} |" in text
    assert "Seed: 1." in text
    assert data["size_categories"] == ["n<1K"]
    assert ("configs" in data) == bool(format_of_code(form).columns)
    for column in format_of_code(form).columns:
        assert f"| `{column.name}` | " in text


@pytest.mark.parametrize("form", WITH_COLUMNS)
def test_datasets_loads_the_folder_by_its_card(form: str, tmp_path: Path) -> None:
    """Also where a column is empty in all rows that are read first."""
    datasets: Any = pytest.importorskip("datasets")
    done = exported([TEXTLESS, *BARE, *SAVES], tmp_path / "out", ExportOrder(form, splits=HALVES))
    small = {} if form in {"parquet", "csv"} or form.startswith("csv") else {"chunksize": 1000}
    loaded = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"), **small)
    assert {name: part.num_rows for name, part in loaded.items()} == {part.name: part.rows for part in done.parts}
    for part in loaded.values():
        assert part.column_names == [column.name for column in format_of_code(form).columns]


def test_a_file_has_a_card_where_one_is_asked_for(tmp_path: Path) -> None:
    datasets: Any = pytest.importorskip("datasets")
    done = exported(SAVES, tmp_path / "a.jsonl", ExportOrder("jsonl", card=tmp_path / "README.md"))
    data, text = read(tmp_path / "README.md")
    tally = done.tally
    assert data["configs"][0]["data_files"] == [{"split": "train", "path": "a.jsonl"}]
    assert f"- Edits: {tally.edits} of {tally.chosen} that were chosen, in {tally.rows} rows." in text
    loaded = datasets.load_dataset(str(tmp_path), cache_dir=str(tmp_path / "cache"))
    assert loaded["train"].num_rows == done.tally.rows
    before = (tmp_path / "README.md").read_bytes()
    exported(SAVES, tmp_path / "a.jsonl", ExportOrder("jsonl", card=tmp_path / "README.md"))
    assert (tmp_path / "README.md").read_bytes() == before
    with pytest.raises(UserError, match=r"The export was written, but not its card .*nowhere"):
        exported(SAVES, tmp_path / "b.jsonl", ExportOrder("jsonl", card=tmp_path / "nowhere" / "README.md"))
    assert (tmp_path / "b.jsonl").exists()


@pytest.mark.parametrize("form", WRITTEN)
def test_the_card_may_be_completed(form: str, tmp_path: Path) -> None:
    exported(SAVES, tmp_path / "out", ExportOrder(form, splits=HALVES))
    card = tmp_path / "out" / "README.md"
    card.write_text(card.read_text("utf-8") + "\nWritten by students.\n", "utf-8")
    with open_dataset(tmp_path / "out") as source:
        done = check(source, "", tmp_path / "none.db", lambda _: None)
    assert (done.manifest, done.wrong) == (True, [])


def text_of(saves: list[Annotation], folder: Path, **order: Any) -> str:
    card = folder / f"card{len(list(folder.iterdir()))}.md"
    exported(saves, folder / "a.jsonl", ExportOrder("jsonl", card=card, **order))
    return card.read_text("utf-8")


def test_r3_is_named_with_its_licence_and_how_far_its_annotators_agree(tmp_path: Path) -> None:
    with open_dataset(shared("r3")) as source:
        saves = [save for save in r3.read(source) if isinstance(save, Annotation)]
    text = text_of(saves, tmp_path)
    assert 'license: "apache-2.0"' in text
    assert "- `r3`: https://github.com/vipulraheja/IteraTeR, licence apache-2.0." in text
    assert re.search(r"^\| ann1 and ann2 \| \d+ \| 6\d\.\d\d % \| 0\.\d{4} \| 0\.\d{4} \|$", text, re.MULTILINE)
    own = replace(KNOWN, reviser="embedded", annotator="ann1")
    mixed = text_of([*saves, own], tmp_path)
    assert "license:" not in mixed, "one text without a known licence"
    assert "Documents that were opened in reviser, revised with embedded." in mixed


def test_what_is_masked_is_named_and_nobody_else_is(tmp_path: Path) -> None:
    saves = [
        replace(KNOWN, document="/home/cleo/secret.md", annotator=name, model="gpt Ann") for name in ("Ann", "Ben")
    ]
    plain = text_of(saves, tmp_path, selection=Selection(annotators=frozenset({"Ann", "Ben"})))
    assert "Nothing was taken out" in plain
    assert "| Ann and Ben | 3 | 100.00 % |" in plain
    assert "annotators: Ann, Ben" in plain
    chosen = Selection(annotators=frozenset({"Ann", "Ben"}), verdicts=frozenset({Verdict.ACCEPT}))
    masked = text_of(saves, tmp_path, selection=chosen, masks=Masks((EMAILS,), ("Ann", "Ben")))
    assert "e-mail addresses, the names of a list" in masked
    assert "annotators: 2 by name; decisions: accept" in masked
    assert "[NAME_1] and [NAME_2]" in masked
    for name in ("Ann", "Ben", "cleo", "secret"):
        assert not re.search(rf"\b{name}\b", masked)


def test_a_name_cannot_break_the_card(tmp_path: Path) -> None:
    odd = [replace(KNOWN, annotator=name, reviser="a|b\n# c", model="<b>") for name in ("x|y\nz", "`")]
    text = text_of(odd, tmp_path)
    assert "| ' and x\\|y z | 3 |" in text
    assert "\n# c" not in text
    assert "<b>" not in text
