"""The history searched by the command line."""

import json
import sqlite3
from contextlib import closing

from reviser.history.log.store import SCHEMA_VERSION
from reviser.history.search.indexing import Indexer
from tests.cli.terminal import Terminal
from tests.history.search import test_query as history


def test_everything_is_found_by_its_words(terminal: Terminal) -> None:
    history.write(terminal.database)
    found = terminal.run("search", "utilised")
    assert found.code == 0, found.err
    edit, change, text, line = found.text.splitlines()
    assert edit.endswith("first · clarity · accepted")
    assert change == "    “utilised” → “used”"
    assert text.endswith("first · text")
    assert line == "    The naïve method was utilised.⏎Nothing else changes here.⏎".replace("⏎", " ")
    assert terminal.run("search", '"plain letters"', "--decision", "reject", "--intent", "style").text.count("\n") == 3
    assert terminal.run("search", "zzz").text == "Nothing was found.\n"
    assert "1 of 2 are shown" in terminal.run("search", "utilised", "--limit", "1").err


def test_rows_say_all(terminal: Terminal) -> None:
    history.write(terminal.database)
    found = terminal.run("search", "brief", "--json")
    (row,) = json.loads(found.out)
    assert (row["kind"], row["round"], row["excerpt"], row["marked"]) == ("instruction", "one", "Be brief.", [[3, 8]])
    (row,) = json.loads(terminal.run("search", "plain letters", "--document", "1", "--json").out)
    assert (row["proposal"], row["decision"], row["reason"]) == ("one:1", "reject", "It is a name.")
    assert json.loads(terminal.run("search", "--since", "2020-01-01", "--json").out) == []
    assert len(json.loads(terminal.run("search", "--until", "1970-01-03", "--json").out)) == 2
    assert json.loads(terminal.run("search", "nobody", "--document", "1", "--json").out) == []


def test_what_is_new_is_indexed_first_where_it_can_be(terminal: Terminal) -> None:
    history.write(terminal.database)
    with closing(sqlite3.connect(terminal.database)) as connection, connection:
        connection.execute("UPDATE documents SET title = 'again' WHERE id = 2")
        connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
        connection.execute("DELETE FROM search_rows")
        connection.execute("UPDATE search_done SET seq = 0, parts = 0")
    assert "again · text" in terminal.run("search", "nobody").text
    with Indexer.open(terminal.database, SCHEMA_VERSION) as indexer:
        assert indexer.progress.share == 1


def test_wrong_use_is_one_sentence(terminal: Terminal) -> None:
    history.write(terminal.database)
    for arguments, code, said in (
        (("search",), 2, "Say what to look for"),
        (("search", "🙂"), 2, "Say what to look for"),
        (("search", "a", "--intent", "mood"), 2, "mood"),
        (("search", "a", "--document", "missing.txt"), 1, "not in this history"),
        (("search", "a", "--document", "9"), 1, "no document 9"),
        (("search", "a", "--db", "none.db"), 1, "no history"),
    ):
        ended = terminal.run(*arguments)
        assert ended.code == code, (arguments, ended.err)
        assert said in ended.err, (arguments, ended.err)
        assert ended.err.count("\n") == 1, ended.err
