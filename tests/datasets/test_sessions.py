"""Our own export reads back to what was written; what is not ours, or is damaged, is said with its line."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given

from reviser.datasets import sessions
from reviser.datasets.annotations import Annotation, Damaged
from reviser.datasets.export_report import ExportReport
from reviser.datasets.formats import format_of, format_of_code
from reviser.errors import UserError
from reviser.services.sources import open_dataset
from tests.data import shared
from tests.datasets.saves import KNOWN, saves


@given(saves())
def test_a_line_gives_the_save_that_was_written(save: Annotation) -> None:
    assert (
        sessions.annotation_of_record(json.loads(b"".join(sessions.write([save], ExportReport()))), save.where) == save
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("reviser_save", 2, "version 2"),
        ("depth", "1", "depth"),
        ("base", 7, "base"),
        ("edits", None, "edits"),
        ("edits", [{}], "missing"),
        ("edits", ["x"], "not an object"),
    ],
)
def test_a_damaged_line_is_said(name: str, value: object, said: str) -> None:
    found = sessions.annotation_of_record(sessions.record(KNOWN) | {name: value}, "a.jsonl:3")
    assert isinstance(found, Damaged)
    assert said in found.reason
    assert found.where.startswith("a.jsonl:3")


@pytest.mark.parametrize(
    ("name", "value"), [("verdict", "maybe"), ("risk", "number"), ("confidence", "high"), ("start_char_pos", -1)]
)
def test_a_damaged_edit_is_said(name: str, value: object) -> None:
    record = json.loads(b"".join(sessions.write([KNOWN], ExportReport())))
    record["edits"][1][name] = value
    found = sessions.annotation_of_record(record, "a.jsonl:3")
    assert isinstance(found, Damaged)
    assert found.where == "a.jsonl:3 edit 2"


def test_the_format_is_told_by_the_files(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "a.jsonl").write_bytes(b"".join(sessions.write([KNOWN], ExportReport())))
    (tmp_path / "theirs.jsonl").write_bytes(b"".join(format_of_code("iterater-doc").writer([KNOWN], ExportReport())))
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "essay.draft1.txt").write_text("One.")
    (tmp_path / "nothing").mkdir()
    for path, name in (("ours", "sessions"), ("theirs.jsonl", "iterater"), ("drafts", "drafts")):
        with open_dataset(tmp_path / path) as source:
            assert format_of(source).code == name
    for before in (b"\xef\xbb\xbf", b"{damaged\n", b"\xef\xbb\xbf[1]\r\n"):
        (tmp_path / "begun.jsonl").write_bytes(before + (tmp_path / "theirs.jsonl").read_bytes())
        with open_dataset(tmp_path / "begun.jsonl") as source:
            assert format_of(source).code == "iterater"
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.jsonl", "{}")
        archive.write(tmp_path / "theirs.jsonl", "theirs.jsonl")
    content = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(content.replace(b"{}", b"[]", 1))  # and its checksum is wrong
    with open_dataset(tmp_path / "a.zip") as source:
        assert format_of(source).code == "iterater"
    (tmp_path / "a.zip").write_bytes(content[: len(content) // 2])
    with pytest.raises(UserError, match=r"is damaged: .* Fetch it again"), open_dataset(tmp_path / "a.zip"):
        pass
    with open_dataset(shared("r3")) as source:
        assert format_of(source).code == "r3"
    with open_dataset(tmp_path / "nothing") as source, pytest.raises(UserError, match="has an unknown format"):
        format_of(source)


@pytest.mark.parametrize("name", ["sessions", "iterater"])
def test_what_is_written_in_a_format_is_read_in_it(name: str, tmp_path: Path) -> None:
    writer = {"sessions": "sessions", "iterater": "iterater-doc"}[name]
    (tmp_path / "a.jsonl").write_bytes(b"".join(format_of_code(writer).writer([KNOWN], ExportReport())))
    with open_dataset(tmp_path / "a.jsonl") as source:
        (found,) = format_of_code(name).reader(source)
    assert isinstance(found, Annotation)
    assert (found.base, found.result) == (KNOWN.base, KNOWN.result)
