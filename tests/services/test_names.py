"""Names that anybody may have given, as files and folders: none leads elsewhere, stops the others, or takes another's
place."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser import files
from reviser.datasets import r3
from reviser.datasets.annotations import Annotation
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from reviser.services.sources import open_dataset
from tests.cli.terminal import Terminal
from tests.datasets.saves import KNOWN

NAMES = (
    "n" * 300, "n" * 300 + "2", "a/b", "a_b", "A_b", "e\x1b[2J\u202e", "..", ".", "", "é" * 200, "c:\\x", "\x00", "one",
)  # fmt: skip
PEOPLE = ("me", "a" * 300, "..", "x/y")


@given(st.text(max_size=400))
def test_a_name_stays_where_it_is_put(words: str) -> None:
    name = files.name_of(words)
    assert 0 < len(name.encode()) <= files.LONGEST_NAME
    assert name.isprintable()
    assert not set(name) & set("/\\:")
    assert name not in {".", ".."}
    assert Path(name).name == name


def test_every_document_is_exported_whatever_it_and_its_people_are_called(tmp_path: Path) -> None:
    saves = [
        replace(KNOWN, document=name, annotator=other) for name in NAMES for other in ("me", "a" * 300, "..", "x/y")
    ]
    export(saves, ExportOrder("r3"), tmp_path / "out")
    with open_dataset(tmp_path / "out") as source:
        found = list(r3.read(source))
    assert len(found) == len(saves)
    assert all(isinstance(one, Annotation) for one in found), [one for one in found if not isinstance(one, Annotation)][
        :3
    ]
    assert {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")} == {"out"}


@pytest.mark.parametrize("content", [b"", b"no\nlines\n", b"{}\n", b'{"before_sent": 1}\n'])
def test_an_import_that_could_use_nothing_fails(content: bytes, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(content)
    for form in ("sessions", "iterater"):
        ended = terminal.run("import", form, "a.jsonl")
        assert ended.code == 1
        assert "There is nothing in a.jsonl to import" in ended.err
