"""Reads the rows of a damaged history, table by table. The table of a row is known from the table's root page; if the
way from there is broken, it is inferred from the row's values."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache

from reviser.history.log.store import SCHEMA_VERSION
from reviser.history.migrations import migrate
from reviser.history.recovery.page_reader import LEAF, DamageError, Pages, SalvagedRow, TableWalk, Value

# Tables with primary data, ordered by references.
KEPT = (
    "documents", "texts", "rounds", "events", "proposals", "decisions", "changes", "remarks", "results", "saves",
    "requests", "imports", "words", "places", "round_settings", "labels", "queue", "merged",
)  # fmt: skip
_RENAMED = {"wishes": "round_settings"}  # by migrations: old names of tables
_SINCE_SCHEMA_1 = frozenset({"documents", "texts", "rounds", "events", "proposals", "decisions", "changes"})
_TYPES: dict[str, tuple[type, ...]] = {"INTEGER": (int,), "REAL": (int, float), "TEXT": (str, bytes), "BLOB": (bytes,)}
_SCHEMA_PAGE = 1


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column. `is_id`: an alias of the rowid, stored as NULL. `needed`: NOT NULL. `late`: added by a migration, so
    older records end before it."""

    name: str
    types: tuple[type, ...]
    is_id: bool
    needed: bool
    late: bool

    def fits(self, value: Value) -> bool:
        if value is None:
            return self.is_id or not self.needed
        return not self.is_id and (not self.types or isinstance(value, self.types))


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table, to recognise its rows."""

    name: str
    columns: tuple[TableColumn, ...]

    @property
    def least(self) -> int:
        """The number of columns of the oldest records."""
        return 1 + max((number for number, column in enumerate(self.columns) if not column.late), default=-1)

    def fits(self, row: SalvagedRow) -> bool:
        """Whether a row can belong to this table."""
        if not self.least <= len(row.values) <= len(self.columns):
            return False
        return all(column.fits(value) for column, value in zip(self.columns, row.values, strict=False))

    def by_column(self, row: SalvagedRow) -> dict[str, Value]:
        """The values of a row by column name. Columns that an old record lacks are left out."""
        pairs = zip(self.columns, row.values, strict=False)
        return {column.name: row.id if column.is_id else value for column, value in pairs}


@cache
def tables() -> dict[str, Table]:
    """Every table of this program's schema that has its own rows, by name."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, SCHEMA_VERSION)
        found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
        made = {name: _table(connection, name) for name, sql in found.fetchall() if "WITHOUT ROWID" not in sql}
    # SQLite's own tables, whose columns have no declared types.
    return made | {
        "sqlite_schema": _typed_table("sqlite_schema", "TEXT", "TEXT", "TEXT", "INTEGER", "TEXT"),
        "sqlite_sequence": _typed_table("sqlite_sequence", "TEXT", "INTEGER"),
    }


def _typed_table(name: str, *types: str) -> Table:
    return Table(name, tuple(TableColumn("", _TYPES[kind], is_id=False, needed=False, late=False) for kind in types))


def _table(connection: sqlite3.Connection, name: str) -> Table:
    columns = [
        TableColumn(
            column,
            _TYPES.get(kind.upper(), ()),
            is_id=kind == "INTEGER" and key == 1,
            needed=bool(needed) or bool(key),
            late=name in KEPT and (not needed or default is not None) and not key,
        )
        for _, column, kind, needed, default, key in connection.execute(f'PRAGMA table_info("{name}")')
    ]
    return Table(name, tuple(columns))


def salvage(pages: Pages, take: Callable[[Table, SalvagedRow], None]) -> dict[str, int]:
    """Pass every readable row of the tables in KEPT to `take`; a row can come twice. Returns the number of unreadable
    places by table name; under "" those that belong to no known table."""
    known = tables()
    roots, schema = _roots(pages)
    seen = set(schema.pages)
    wrong: dict[str, int] = {"": schema.wrong} if schema.wrong else {}
    for name, root in roots.items():
        if name not in known:
            continue  # an index, or a table of another program
        kept = name in KEPT
        walk = TableWalk(_row_filter(known[name], take, wrong) if kept else lambda _: None)
        pages.walk(root, walk)
        seen |= walk.pages
        if walk.wrong and kept:
            wrong[name] = wrong.get(name, 0) + walk.wrong
    if wrong or not roots.keys() >= _SINCE_SCHEMA_1:
        wrong.setdefault("", 1)
        for number in _leaves(pages, seen | pages.free()):
            _salvage_orphan(pages, number, take)
    return wrong


def _roots(pages: Pages) -> tuple[dict[str, int], TableWalk]:
    """The root pages of all tables, as far as the schema can be read."""
    roots: dict[str, int] = {}

    def take(row: SalvagedRow) -> None:
        match row.values:
            case ("table", str(name), _, int(root), *_) if root > _SCHEMA_PAGE:
                roots[_RENAMED.get(name, name)] = root

    walk = TableWalk(take)
    pages.walk(_SCHEMA_PAGE, walk)
    return roots, walk


def _row_filter(
    table: Table, take: Callable[[Table, SalvagedRow], None], wrong: dict[str, int]
) -> Callable[[SalvagedRow], None]:
    def sift(row: SalvagedRow) -> None:
        if table.fits(row):
            take(table, row)
        else:
            wrong[table.name] = wrong.get(table.name, 0) + 1

    return sift


def _leaves(pages: Pages, but: set[int]) -> Iterator[int]:
    for number in range(1, pages.count + 1):
        if number not in but:
            try:
                if pages.kind(number) == LEAF:
                    yield number
            except DamageError:
                continue


def _salvage_orphan(pages: Pages, number: int, take: Callable[[Table, SalvagedRow], None]) -> None:
    """Read a leaf page that no table refers to. Its rows are passed on if exactly one table fits all of them."""
    rows: list[SalvagedRow] = []
    try:
        pages.read(number, TableWalk(rows.append))
    except DamageError:
        return
    fitting = [table for table in tables().values() if rows and all(map(table.fits, rows))]
    if len(fitting) == 1 and fitting[0].name in KEPT:
        for row in rows:
            take(fitting[0], row)
