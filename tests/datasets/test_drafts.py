from pathlib import Path

from reviser.core.edit import apply
from reviser.datasets import drafts
from reviser.datasets.annotations import Annotation, Damaged
from reviser.services.sources import open_dataset
from tests.data import shared


def read(path: Path) -> list[Annotation | Damaged]:
    with open_dataset(path) as source:
        return list(drafts.read(source))


def test_drafts_follow_each_other_by_number(tmp_path: Path) -> None:
    for name, text in {
        "essay.draft10.txt": "One two four.",
        "essay.draft2.txt": "One three.",
        "essay.draft9.txt": "One two.",
        "letter-v1.md": "Dear A.",
        "letter-v2.MD": "Dear B.",
        "paper_1.tex": "A paper.",
        "paper_2.mkd": "The paper.",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = read(tmp_path)
    saves = [save for save in found if isinstance(save, Annotation)]
    assert saves == found
    assert [(save.document, save.depth, save.base, save.result) for save in saves] == [
        ("essay", 1, "One three.", "One two."),
        ("essay", 2, "One two.", "One two four."),
        ("letter", 1, "Dear A.", "Dear B."),
        ("paper", 1, "A paper.", "The paper."),
    ]


def test_what_has_no_number_no_successor_or_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a1.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b1.txt").write_bytes(b"caf\xe9")
    (tmp_path / "b2.txt").write_text("x", encoding="utf-8")
    found = read(tmp_path)
    assert all(isinstance(one, Damaged) for one in found)
    assert sorted({one.where for one in found}) == ["a1.txt", "b1.txt", "b2.txt", "notes.txt"]


def test_the_essays_come_out_of_their_edits() -> None:
    saves = [save for save in read(shared("argrewrite")) if isinstance(save, Annotation)]
    assert len(saves) > 100
    for save in saves:
        assert save.base is not None
        assert apply(save.base, [judged.edit for judged in save.edits]) == save.result
