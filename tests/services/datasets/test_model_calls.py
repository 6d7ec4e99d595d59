"""Requests to models as data: what was sent and came back, what it cost, and the edits that came of it."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reviser.core.edit import Verdict
from reviser.core.exchange import Exchange
from reviser.datasets.exact_splits import ExactSplits
from reviser.datasets.formats import format_of_code, schema
from reviser.datasets.masking import EMAILS, Masks
from reviser.datasets.selection import Selection
from reviser.errors import UsageError
from reviser.history.log.store import HistoryReader
from reviser.revisers.chat.request_text import as_sent
from reviser.revisers.net.wire import Sent
from reviser.services.datasets.checking import check
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import Exported, export
from reviser.services.datasets.model_calls import pricing
from reviser.services.datasets.parallel_export import export_history
from reviser.services.servers.prices import Price, Prices
from reviser.services.sources import open_dataset
from tests.core.recording import propose
from tests.datasets.saves import KNOWN
from tests.services.desk import Desk, desk

TEXT = "We utilise it, says ann@example.org. It is very good.\n"
KEY = "sk-abcdefghijklmnopqrst0123"
BODY = {
    "model": "small",
    "messages": [
        {"role": "system", "content": "You revise."},
        {"role": "user", "content": f"My key is {KEY}.\n\n{TEXT}"},
    ],
    "temperature": 0.25,
}
LISTED = json.dumps({"edits": [{"sid": "1", "quote": "utilise it", "after": "use it", "why": "shorter"}]})
WHOLE = "We utilise it, says ann@example.org. It is great."
PRICES = Prices("EUR", (Price("small", Decimal(10), Decimal(20), Decimal(1)),))


def exchange(received: str, *, model: str = "small", ended: str = "stop", tokens: int | None = 1000) -> Exchange:
    sent = as_sent(Sent("/v1/chat/completions", BODY | {"model": model}))
    return Exchange("Work", model, "propose", "v-1", sent, received, tokens, tokens, None, 1.5, ended)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    """A document with two rounds, the second without a request; and another in which nothing came."""
    with desk(tmp_path / "program") as made:
        (made.folder).mkdir(exist_ok=True)
        path = made.folder / "a.md"
        path.write_text(TEXT, "utf-8")
        revision = made.document_manager.open(path)
        use, great = propose(TEXT, "utilise", "use"), propose(TEXT, "very good", "great")
        round_state = made.round(
            revision, use, great, exchange(LISTED), exchange(f"<think>\nhm\n</think>\n{WHOLE}", model="other")
        )
        first, second = (item.id for item in round_state.round.live)
        revision.decide([first], Verdict.ACCEPT)
        revision.decide([second], Verdict.REJECT, reason="voice")
        made.round(revision)
        other = made.folder / "b.md"
        other.write_text("Nothing.\n", "utf-8")
        made.round(made.document_manager.open(other), exchange("", ended="failed", tokens=None))
        yield made


def exported(program: Desk, output: Path, order: ExportOrder) -> Exported:
    with HistoryReader.open_to_read(program.document_manager.history_path) as history:
        return export_history(history, order, output, price=pricing(PRICES, lambda name: name == "here"))


def rows(program: Desk, folder: Path, order: ExportOrder) -> list[dict[str, Any]]:
    output = folder / f"calls{len(list(folder.iterdir()))}.jsonl"
    exported(program, output, order)
    found = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    return sorted(found, key=lambda row: (row["doc_id"], row["call"]))


def test_each_request_is_a_row_with_what_came_of_it(program: Desk, tmp_path: Path) -> None:
    first, second, failed = rows(program, tmp_path, ExportOrder("calls"))
    assert [message["role"] for message in first["messages"]] == ["system", "user"]
    assert first["messages"][1]["content"] == f"My key is [SECRET].\n\n{TEXT}"
    assert json.loads(first["parameters"]) == {"model": "small", "temperature": 0.25}
    assert (first["call"], second["call"], failed["call"]) == (1, 2, 1)
    assert [(edit["before"], edit["after"], edit["decision"]) for edit in first["edits"]] == [
        ("utilise", "use", "accept")
    ]
    assert [(edit["after"], edit["decision"], edit["reason"]) for edit in second["edits"]] == [
        ("great", "reject", "voice")
    ]
    assert (first["cost"], first["currency"], first["seconds"]) == (pytest.approx(0.03), "EUR", 1.5)
    assert (second["cost"], second["currency"]) == (None, ""), "its model has no price"
    assert (failed["answer"], failed["ended"], failed["tokens_in"], failed["cost"]) == ("", "failed", None, None)
    assert failed["doc_id"].endswith("b.md")
    assert failed["edits"] == []


def test_edits_beside_each_other_and_at_the_end_of_a_sentence_are_found_in_its_answer(tmp_path: Path) -> None:
    text = "He have went to the libary. She dont. Then they left.\n"
    answers = ("He has gone to the library.", "She doesn't.", "Then they left.")
    with desk(tmp_path / "program") as program:
        path = program.folder / "a.md"
        path.write_text(text, "utf-8")
        edits = (
            propose(text, "have went", "has gone"),
            propose(text, "libary", "library"),
            propose(text, "dont", "doesn't"),
        )
        program.round(program.document_manager.open(path), *edits, *map(exchange, answers))
        found = [[edit["after"] for edit in row["edits"]] for row in rows(program, tmp_path, ExportOrder("calls"))]
    assert found == [["has gone", "library"], ["doesn't"], []]


def test_the_rows_are_as_the_schema_says_and_load(program: Desk, tmp_path: Path) -> None:
    jsonschema: Any = pytest.importorskip("jsonschema")
    datasets: Any = pytest.importorskip("datasets")
    order = ExportOrder("calls", splits=ExactSplits.parsed("train=rest,test=1", 0), selection=Selection())
    done = exported(program, tmp_path / "out", order)
    assert [(part.name, part.documents) for part in done.parts] == [("train", 1), ("test", 1)]
    check_row = jsonschema.Draft202012Validator(schema(format_of_code("calls")))
    for path in (tmp_path / "out").glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            check_row.validate(json.loads(line))
    loaded = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert sum(part.num_rows for part in loaded.values()) == done.tally.rows == 3
    with open_dataset(tmp_path / "out") as source:
        found = check(source)
    assert (found.form, found.right, found.wrong) == ("calls", 3, [])


def test_no_key_and_nothing_that_is_masked_gets_out(program: Desk, tmp_path: Path) -> None:
    plain = json.dumps(rows(program, tmp_path, ExportOrder("calls")))
    assert KEY not in plain
    assert "ann@example.org" in plain
    masked = rows(program, tmp_path, ExportOrder("calls", masks=Masks((EMAILS,), ("utilise",))))
    assert not any(word in json.dumps(masked) for word in (KEY, "ann@example.org", "utilise", str(program.folder)))
    assert "says [EMAIL_1]" in masked[1]["answer"]
    assert [edit["after"] for edit in masked[1]["edits"]] == ["great"]


def test_what_is_chosen_is_chosen(program: Desk, tmp_path: Path) -> None:
    rejected = rows(program, tmp_path, ExportOrder("calls", Selection(verdicts=frozenset({Verdict.REJECT}))))
    assert [len(row["edits"]) for row in rejected] == [0, 1, 0], "requests stay, their other edits go"
    (name,) = {row["doc_id"] for row in rejected if row["doc_id"].endswith("b.md")}
    assert len(rows(program, tmp_path, ExportOrder("calls", Selection(documents=frozenset({name}))))) == 1
    assert rows(program, tmp_path, ExportOrder("calls", Selection(annotators=frozenset({"nobody else"})))) == []


def test_the_same_history_gives_the_same_bytes(program: Desk, tmp_path: Path) -> None:
    for name in ("a", "b"):
        exported(program, tmp_path / name, ExportOrder("calls"))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_other_datasets_have_no_requests(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="calls are only in a history"):
        export([KNOWN], ExportOrder("calls"), tmp_path / "a")
    assert list(tmp_path.iterdir()) == []
