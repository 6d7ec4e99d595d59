"""A proposal written anew in the person's own words: what the window says of it, and what an exported dataset has."""

import csv
import json

from tests.hands.documents import Desk
from tests.hands.kept import Decided, Kept

TEXT = "We recieve letters every day. It was late when he came home.\n"
AT = TEXT.index("recieve")


def test_a_rewritten_proposal_shows_the_persons_words_and_that_it_is_rewritten(desk: Desk) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+Return")
    program.await_said("1 undecided")
    program.key("F8", "e")  # what is proposed is selected
    program.type("do get")
    program.key("ctrl+Return")
    program.await_said("Rewritten: “do get” · U takes it back")
    program.await_said("recieve becomes do get. Rewritten.")  # in the list
    program.await_said("1 rewritten")  # in the rounds
    assert program.save().decode() == TEXT.replace("recieve", "do get")
    assert Kept(program).decisions(program.path) == [Decided(AT, "recieve", "rewrite", "do get", "")]
    lines = program.export(program.path.with_suffix(".jsonl")).splitlines()
    (row,) = map(json.loads, lines)
    found = {name: row[name] for name in ("start_char_pos", "before", "proposed_after", "rewritten", "decision")}
    assert found == {
        "start_char_pos": AT,
        "before": "recieve",
        "proposed_after": "receive",
        "rewritten": "do get",
        "decision": "rewrite",
    }


def test_the_persons_words_are_in_a_table_too_and_gone_when_it_is_taken_back(desk: Desk) -> None:
    program = desk.lay(TEXT)
    program.key("ctrl+Return")
    program.await_said("1 undecided")
    program.key("F8", "e", "ctrl+a")
    program.type("do get")
    program.key("ctrl+Return")
    program.await_said("Rewritten: “do get”")
    table = program.path.with_suffix(".csv")
    Kept(program).command("export", "csv", "--document", str(program.path), "-o", str(table))
    (row,) = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    found = [row[name] for name in ("before", "after", "rewritten", "decision")]
    assert found == ["recieve", "receive", "do get", "rewrite"]
    program.key("u")
    program.await_said("recieve becomes receive. Undecided.")
    assert program.save().decode() == TEXT
    assert Kept(program).decisions(program.path) == []
