"""The queries in the documentation, run on the data that it names, give what it shows."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from reviser.history.log.store import Store
from reviser.services.datasets.importing import import_dataset
from reviser.services.documents.digest_updates import update_digest
from reviser.services.sources import open_dataset
from tests.data import shared

QUERIES = Path(__file__).parents[2] / "docs" / "queries.md"
PAIR = re.compile(r"```sql\n(.*?)```\n```text\n(.*?)\n```", re.DOTALL)


def table(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def test_the_queries_of_the_readme_give_what_it_shows(tmp_path: Path) -> None:
    folder = shared("r3")
    path = tmp_path / "history.db"
    with Store.open(path) as store, open_dataset(folder) as source:
        import_dataset(store, source)
        assert update_digest(store) == ()
    pairs = PAIR.findall(QUERIES.read_text(encoding="utf-8"))
    assert len(pairs) == 5
    with closing(sqlite3.connect(path)) as connection:
        for query, shown in pairs:
            cursor = connection.execute(query)
            head = [column[0] for column in cursor.description]
            assert table([head, *(["" if value is None else str(value) for value in row] for row in cursor)]) == shown
