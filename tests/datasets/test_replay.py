"""Every export can be replayed as far as its lines say, and what was changed in it by hand is found."""

import json
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from reviser.core.edit import Edit, Verdict
from reviser.datasets import parquet
from reviser.datasets.annotations import JudgedEdit
from reviser.datasets.export_report import ExportReport
from reviser.datasets.formats import format_of_code
from reviser.datasets.replay import KnownOtherwise, Replayed, recognised, replay
from reviser.datasets.tables import rows_of
from reviser.services.sources import open_dataset
from tests.datasets.saves import BASE, KNOWN, save_of

NAMES = {"csv": "a.csv", "m2": "a.m2"}
FORMS = ("jsonl", "csv", "deliterater", "preference", "preference-unpaired", "m2")


def replayed(path: Path, form: str, *texts: str) -> Replayed:
    known = {sha256(text.encode("utf-8", "surrogatepass")).hexdigest(): text for text in texts}
    with open_dataset(path) as source:
        assert recognised(source) == form
        heard: list[int] = []
        done = replay(form, source, KnownOtherwise(known.get), heard.append)
    assert heard == sorted(heard)
    assert done.wrong or heard[-1] == done.total
    return done


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("form", FORMS)
def test_what_is_exported_is_right(form: str, named: bool, tmp_path: Path) -> None:
    path = tmp_path / (NAMES.get(form, "a.jsonl") if named else "edits")
    path.write_bytes(b"".join(format_of_code(form).writer([KNOWN], ExportReport())))
    done = replayed(path, form)
    assert not done.wrong
    assert (done.right > 0, done.unchecked > 0) == (form != "m2", form == "m2")


def test_parquet_with_its_card_and_a_damaged_one(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("A card.")
    parquet.write([rows_of(KNOWN)], tmp_path / "a.parquet")
    assert replayed(tmp_path, "parquet") == Replayed(1, 0)
    (tmp_path / "b.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:100])
    (wrong,) = replayed(tmp_path, "parquet").wrong
    assert wrong.where == "b.parquet"
    (tmp_path / "b.parquet").unlink()
    (tmp_path / "a.parquet").rename(tmp_path / "edits")
    assert replayed(tmp_path / "edits", "parquet") == Replayed(1, 0)


@pytest.mark.parametrize(
    ("form", "content", "reason"),
    [
        ("jsonl", '{"start_char_pos": 0, "end_char_pos": 2, "before": "a", "after": ""}', "one code point long"),
        ("jsonl", '{"start_char_pos": true, "end_char_pos": 2, "before": "a", "after": ""}', "wrong type"),
        ("jsonl", '{"start_char_pos": 0, "end_char_pos": 1, "before": "a", "after": "", "type": "A"}', "given as A"),
        ("csv", "start_char_pos,end_char_pos,before,after,type,decision\n0,1,a,b,R,perhaps\n", "'perhaps'"),
        ("csv", "start_char_pos,end_char_pos,before,after,type,decision\n0,1,é,b,R\n", "None"),
        ("preference", '{"prompt": "p", "chosen": "a", "rejected": "a"}', "are the same"),
        ("preference-unpaired", '{"prompt": "p", "completion": "a", "label": 1}', "label"),
        ("deliterater", '{"before": "<bos>a <clarity>b</style> c<eos>", "after": "<bos>a c<eos>"}', "</style>"),
        ("deliterater", '{"before": "<bos>a <style>b</style> c<eos>", "after": "<bos>x c<eos>"}', "outside the tags"),
        ("m2", "S a b\nA 1 3|||style|||c|||REQUIRED|||-NONE-|||0\n\n", "from 1 to 3"),
        ("m2", "S a b\nA 1 2|||style|||c\n\n", "is not an edit"),
    ],
)  # fmt: skip
def test_what_was_changed_by_hand_is_found(form: str, content: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / NAMES.get(form, "a.jsonl")
    path.write_text(content, encoding="utf-8")
    (wrong,) = replayed(path, form).wrong
    assert reason in wrong.reason


def test_two_accepted_edits_of_one_place_are_found(tmp_path: Path) -> None:
    row = '{"start_char_pos": 0, "end_char_pos": 2, "before": "ab", "after": "c", "type": "R", "decision": "accept"}\n'
    path = tmp_path / "a.jsonl"
    path.write_text(row + row, encoding="utf-8")
    (wrong,) = replayed(path, "jsonl").wrong
    assert wrong.where == "a.jsonl:2"
    path.write_text(row + row.replace("accept", "reject"), encoding="utf-8")
    assert replayed(path, "jsonl") == Replayed(0, 1)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_table_is_replayed_on_the_text_whose_hash_it_carries(form: str, tmp_path: Path) -> None:
    path = tmp_path / NAMES.get(form, "a.jsonl")
    content = b"".join(format_of_code(form).writer([KNOWN], ExportReport()))
    path.write_bytes(content)
    assert replayed(path, form, "another text") == Replayed(1, 0)
    assert replayed(path, form, BASE) == Replayed(1, 0)
    path.write_bytes(content.replace(b"utilise", b"utilize"))
    done = replayed(path, form, BASE)
    assert (done.right, done.unchecked) == (0, 0)
    assert [wrong.reason for wrong in done.wrong] == [
        "Its before is not in the text at its place.",
        "The rows of its session have been changed since they were written (session_sha256).",
    ]


def test_a_lone_surrogate_in_csv_is_known_by_its_escape(tmp_path: Path) -> None:
    base = "a\udce9 \\udce9"
    edits = tuple(
        JudgedEdit(Edit(start, before, "x"), "other", Verdict.ACCEPT)
        for start, before in ((1, "\udce9"), (3, "\\udce9"))
    )
    path = tmp_path / "a.csv"
    path.write_bytes(b"".join(format_of_code("csv").writer([save_of(base, edits)], ExportReport())))
    assert replayed(path, "csv", base) == Replayed(1, 0)


def test_a_hash_that_is_none_is_looked_up_nowhere(tmp_path: Path) -> None:
    row = '{"start_char_pos": 0, "end_char_pos": 2, "before": "ab", "after": "c", "type": "R", "decision": "accept", '
    path = tmp_path / "a.jsonl"
    path.write_text(row + '"base_sha256": "\\ud800"}\n', encoding="utf-8")

    def text_of(hashed: str) -> str:
        raise AssertionError(hashed)

    with open_dataset(path) as source:
        assert replay("jsonl", source, KnownOtherwise(text_of)) == Replayed(0, 1)


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize("form", ["jsonl", "csv", "m2", "parquet"])
def test_a_file_that_cannot_be_read_to_its_end_is_said(form: str, locked: bool, tmp_path: Path) -> None:
    name = f"a.{form}"
    path, archive = tmp_path / name, tmp_path / "a.zip"
    if form == "parquet":
        parquet.write([rows_of(KNOWN)], path)
    else:
        path.write_bytes(b"".join(format_of_code(form).writer([KNOWN], ExportReport())))
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(path, name)
    content = bytearray(archive.read_bytes())
    if locked:  # by a password: a bit in both of its headers
        for header, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.index(header) + place] |= 1
    else:
        content[len(content) // 4] ^= 1  # its sum is wrong now
    archive.write_bytes(content)
    with open_dataset(archive) as source:
        done = replay(form, source)
    assert [wrong.where for wrong in done.wrong] == [name]
    if form == "csv":
        path.write_bytes(path.read_bytes() + b"\xff")
        (wrong,) = replayed(path, form).wrong
        assert "not CSV in UTF-8" in wrong.reason


def test_what_is_wrong_is_found_by_its_line_and_row(tmp_path: Path) -> None:
    path = tmp_path / "a.m2"
    path.write_text("S a\n\n\nS b\n\nS a b\nA 1 3|||style|||c|||REQUIRED|||-NONE-|||0\n", encoding="utf-8")
    (wrong,) = replayed(path, "m2").wrong
    assert wrong.where == "a.m2:6"
    moved = replace(KNOWN, edits=(KNOWN.edits[0]._replace(edit=Edit(4, "utilise", "use")),))
    parquet.write([rows_of(moved)], tmp_path / "a.parquet")
    with open_dataset(tmp_path / "a.parquet") as source:
        done = replay("parquet", source, KnownOtherwise({sha256(BASE.encode()).hexdigest(): BASE}.get))
    assert [wrong.where for wrong in done.wrong] == ["a.parquet row 1"]


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a.md", "a.markdown"])
def test_a_document_may_begin_as_a_dataset_does(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("S is a letter.\n", encoding="utf-8")
    with open_dataset(path) as source:
        assert recognised(source) == ""


def test_a_column_that_the_format_does_not_have_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    first, *others = b"".join(format_of_code("jsonl").writer([KNOWN], ExportReport())).splitlines(keepends=True)
    path.write_bytes(b"".join([b'{"judged":true,' + first[1:], *others]))
    (wrong,) = replayed(path, "jsonl").wrong
    assert (wrong.where, wrong.reason) == ("a.jsonl:1", "It has judged, which is no column of this format.")


def test_a_file_from_another_system_with_the_same_rows_is_right(tmp_path: Path) -> None:
    """A byte order mark, other line ends, empty lines and the order of names change no row."""
    path = tmp_path / "a.jsonl"
    written = b"".join(format_of_code("jsonl").writer([KNOWN], ExportReport()))
    rows = [json.dumps(dict(sorted(json.loads(line).items()))) for line in written.splitlines()]
    for content in (
        b"\xef\xbb\xbf" + written,
        written.replace(b"\n", b"\r\n"),
        written.replace(b"\n", b"\n\n"),
        written.rstrip(b"\n"),
        "\n".join(rows).encode(),
    ):
        path.write_bytes(content)
        assert replayed(path, "jsonl") == Replayed(1, 0)
