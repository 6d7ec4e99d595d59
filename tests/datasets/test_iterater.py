import json
from pathlib import Path

import pytest

from reviser.core.edit import Verdict, apply
from reviser.datasets import iterater
from reviser.datasets.annotations import Annotation, Damaged
from reviser.services.sources import open_dataset

DOCUMENT = {
    "doc_id": "2104.1",
    "revision_depth": 1,
    "before_revision": "We utilise it. 😀 Fine.",
    "after_revision": "We use it. 😀 Fine, too.",
    "edit_actions": [
        {
            "type": "R",
            "before": "utilise",
            "after": "use",
            "start_char_pos": 3,
            "end_char_pos": 10,
            "major_intent": "clarity",
            "raw_intents": ["clarity", "clarity", "style"],
        },
        {
            "type": "A",
            "before": None,
            "after": ", too",
            "start_char_pos": 21,
            "end_char_pos": 21,
            "major_intent": "meaning-changed",
            "raw_intents": ["meaning-changed"],
        },
    ],
    "sents_char_pos": [0, 15],
    "domain": "arxiv",
}
SENTENCE = {
    "before_sent": "We utilise it.",
    "before_sent_with_intent": "<clarity> We utilise it.",
    "after_sent": "We use it.",
    "labels": "clarity",
    "confidence": "1.0",
    "doc_id": "2104.1",
    "revision_depth": "1",
}


def read(tmp_path: Path, *records: object) -> list[Annotation | Damaged]:
    lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    (tmp_path / "train.json").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with open_dataset(tmp_path / "train.json") as source:
        return list(iterater.read(source))


def test_a_document_is_a_save_whose_edits_hold(tmp_path: Path) -> None:
    (save,) = read(tmp_path, DOCUMENT)
    assert isinstance(save, Annotation)
    assert (save.document, save.depth, save.setting) == ("2104.1", 1, "revisions")
    assert [(judged.intent, judged.verdict) for judged in save.edits] == [
        ("clarity", Verdict.ACCEPT),
        ("meaning-changed", Verdict.ACCEPT),
    ]
    assert save.base is not None
    assert apply(save.base, [judged.edit for judged in save.edits]) == save.result


def test_sentences_are_diffed_and_counted_within_their_document(tmp_path: Path) -> None:
    saves = read(tmp_path, SENTENCE, SENTENCE | {"after_sent": "We utilise it."})
    assert [save.document for save in saves if isinstance(save, Annotation)] == ["2104.1#1", "2104.1#2"]
    first, second = saves
    assert isinstance(first, Annotation)
    assert isinstance(second, Annotation)
    assert [(one.edit.before, one.edit.after, one.intent) for one in first.edits] == [("utilise", "use", "clarity")]
    assert second.edits == ()


@pytest.mark.parametrize(
    ("record", "where", "said"),
    [
        ("{", "train.json:2", "not JSON"),
        ("[1]", "train.json:2", "not an object"),
        (DOCUMENT | {"revision_depth": 0}, "train.json:2", "revision_depth"),
        (DOCUMENT | {"edit_actions": {}}, "train.json:2", "edit_actions"),
        (DOCUMENT | {"edit_actions": [{"type": "R"}]}, "train.json:2 edit 1", "start_char_pos"),
        (DOCUMENT | {"edit_actions": [7]}, "train.json:2 edit 1", "not an object"),
        (SENTENCE | {"after_sent": None}, "train.json:2", "after_sent"),
    ],
)
def test_a_damaged_line_is_named_and_the_others_go_in(tmp_path: Path, record: object, where: str, said: str) -> None:
    before, damaged, after = read(tmp_path, DOCUMENT, record, SENTENCE)
    assert isinstance(before, Annotation)
    assert isinstance(after, Annotation)
    assert isinstance(damaged, Damaged)
    assert damaged.where == where
    assert said in damaged.reason
