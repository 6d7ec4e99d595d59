"""What an evaluation leaves can be read again, scored again and compared with."""

import json
from pathlib import Path
from typing import Any

import pytest

from reviser.datasets.parallel import Parallel
from reviser.datasets.tokens import simple
from reviser.errors import UserError
from reviser.services.datasets.evaluation import score
from reviser.services.datasets.evaluation_files import certainty, read_hypotheses, run_record, write

TEXTS = ("he go to school", "all is well", "a dog were sad")
WANTED = ("he goes to school", "all is well", "a dog was sad")
MADE = ("he goes to school", "all is well", "a dog were sad")


def data() -> Parallel:
    columns = [tuple(map(simple, each)) for each in (TEXTS, WANTED)]
    return Parallel("test", TEXTS, columns[0], (columns[1],), lambda _, text: simple(text), simple)


def made() -> list[list[str]]:
    return list(map(simple, MADE))


def test_sentences_are_written_with_their_scores_and_read_again(tmp_path: Path) -> None:
    evaluation = score(data(), made())
    record = run_record(data(), evaluation, certainty(data(), made(), None, 1), {"reviser": "none"})
    beside = write(tmp_path / "out.jsonl", data(), evaluation, record)
    rows: list[dict[str, Any]] = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["hypothesis"] for row in rows] == list(MADE)
    assert [(row["edits_made"], row["edits_wanted"], row["edits_right"]) for row in rows] == [
        (1, 1, 1),
        (0, 0, 0),
        (0, 1, 0),
    ]
    assert [row["exact"] for row in rows] == [True, True, False]
    assert rows[0]["gleu"] == pytest.approx(100)
    assert read_hypotheses(tmp_path / "out.jsonl", data()) == made()
    kept = json.loads(beside.read_text("utf-8"))
    assert kept["config"] == {"reviser": "none"}
    assert kept["data"] == {"name": "test", "sentences": 3, "sha256": data().digest}
    assert kept["rounds"][1]["exact"] == pytest.approx(200 / 3)
    assert kept["edit_types"]["R"] == {
        "made": 1,
        "wanted": 2,
        "right": 1,
        "precision": 100,
        "recall": 50,
        "f05": 250 / 3,
    }
    assert kept["edit_types"]["A"]["wanted"] == 0
    assert kept["bootstrap"]["intervals"].keys() == {"gleu", "sari"}
    assert "numpy" in kept["versions"]


def test_a_line_a_sentence_is_read_in_the_datasets_own_form(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("\n".join(MADE) + "\n", encoding="utf-8")
    assert read_hypotheses(tmp_path / "out.txt", data()) == made()


def test_two_runs_are_compared_sentence_by_sentence() -> None:
    found = certainty(data(), made(), list(map(simple, TEXTS)), 1)
    assert found.differences["gleu"].value > 0
    assert found.differences["gleu"].p == pytest.approx(2 * (2 / 3) ** 3, abs=0.1)  # where its one edit is not drawn


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.txt", "One.\n", "has one sentence and the dataset 3"),
        ("a.jsonl", '{"hypothesis": 1}\n' * 3, "is not what reviser eval --output writes"),
        ("a.jsonl", "no json\n", "is not what reviser eval --output writes"),
        ("a.jsonl", '{"text": "a"}\n' * 3, "is not what reviser eval --output writes"),
    ],
)
def test_what_is_no_such_file_is_said(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=said):
        read_hypotheses(tmp_path / name, data())
    with pytest.raises(UserError, match="cannot be read"):
        read_hypotheses(tmp_path / "none", data())
