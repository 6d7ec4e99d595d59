"""Tracked changes of documents as revisions: whose, when, what."""

from pathlib import Path

from reviser.core.edit import Edit, Verdict, apply
from reviser.datasets import tracked_changes
from reviser.datasets.annotations import Annotation, Damaged, Setting
from reviser.services.sources import open_dataset
from tests.data import shared
from tests.documents.docx.making import docx


def read(path: Path) -> list[Annotation | Damaged]:
    with open_dataset(path) as source:
        return list(tracked_changes.read(source))


def run(text: str, element: str = "t") -> str:
    return f'<w:r><w:{element} xml:space="preserve">{text}</w:{element}></w:r>'


def change(kind: str, author: str, day: int, text: str) -> str:
    inner = run(text, "delText" if kind == "del" else "t")
    return f'<w:{kind} w:id="{day}" w:author="{author}" w:date="2026-01-{day:02}T12:00:00Z">{inner}</w:{kind}>'


def test_each_authors_changes_of_a_document_are_a_save_of_theirs(tmp_path: Path) -> None:
    body = run("One ") + change("del", "Ann", 3, "old") + change("ins", "Ann", 4, "new") + run(" word")
    body += change("ins", "Bo", 5, " more") + run(".")
    (tmp_path / "a.docx").write_bytes(docx(f"<w:p>{body}</w:p>"))
    (tmp_path / "plain.docx").write_bytes(docx(f"<w:p>{run('Nothing.')}</w:p>"))
    (tmp_path / "b.md").write_text("Some {++more ++}words.{>>why<<}\n", encoding="utf-8")
    (tmp_path / "broken.docx").write_bytes(docx("<w:p/>")[:-200])
    ann, bo, nobody, damaged = read(tmp_path)
    assert isinstance(ann, Annotation)
    assert (ann.setting, ann.annotator, ann.document, ann.depth) == (Setting.REVISIONS, "Ann", "a.docx", 1)
    assert (ann.base, ann.result) == ("One old word.\n", "One new word.\n")
    (judged,) = ann.edits
    assert (judged.edit, judged.verdict, judged.decided) == (
        Edit(4, "old", "new"),
        Verdict.ACCEPT,
        "2026-01-03T12:00:00Z",
    )
    assert isinstance(bo, Annotation)
    assert (bo.annotator, bo.saved, bo.result) == ("Bo", "2026-01-05T12:00:00Z", "One old word more.\n")
    assert isinstance(nobody, Annotation)
    assert (nobody.annotator, nobody.saved, nobody.result) == ("", "", "Some more words.\n")
    assert isinstance(damaged, Damaged)
    assert "broken.docx" in damaged.where


def test_real_documents_give_their_authors() -> None:
    found = read(shared("documents", "docx", "tracked"))
    saves = [save for save in found if isinstance(save, Annotation)]
    assert saves == found
    assert {save.annotator for save in saves} >= {"Eric White", "pavel", "bokuweb", "Editor A", "Reviewer B"}
    for save in saves:
        assert save.base is not None
        assert apply(save.base, [judged.edit for judged in save.edits]) == save.result
        assert all(judged.decided for judged in save.edits) == bool(save.saved)
