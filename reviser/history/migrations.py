"""Every schema there ever was, in order. Append-only: a migration that was released never changes.

Each is atomic (sqlite-utils runs it in a transaction with its record), and all that are pending are one transaction
here, so a database is never between two schemas. sqlite-utils is imported where something is pending: it takes 0.1 s,
and half a second where pandas is installed, which it imports.
"""

import sqlite3
from typing import TYPE_CHECKING

from reviser.history import schema, schema2, schema3, schema4, schema5, schema6, schema7, schema8
from reviser.history.connection import APPLICATION_ID, transaction

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


def m001_first(db: "Database") -> None:
    for statement in schema.STATEMENTS:
        db.execute(statement)


def m002_requests_and_locks(db: "Database") -> None:
    schema2.apply(db.conn)


def m003_imports(db: "Database") -> None:
    for statement in schema3.STATEMENTS:
        db.execute(statement)


def m004_branches_and_queues(db: "Database") -> None:
    schema4.apply(db.conn)


def m005_digests(db: "Database") -> None:
    for statement in schema5.STATEMENTS:
        db.execute(statement)


def m006_search(db: "Database") -> None:
    for statement in schema6.STATEMENTS:
        db.execute(statement)


def m007_stretches(db: "Database") -> None:
    for statement in schema7.STATEMENTS:
        db.execute(statement)


def m008_rules(db: "Database") -> None:
    for statement in schema8.STATEMENTS:
        db.execute(statement)


MIGRATIONS = (
    m001_first,
    m002_requests_and_locks,
    m003_imports,
    m004_branches_and_queues,
    m005_digests,
    m006_search,
    m007_stretches,
    m008_rules,
)


def migrations() -> "Migrations":
    """All of them, for sqlite-utils to apply."""
    from sqlite_utils import Migrations

    registered = Migrations("reviser")
    for migration in MIGRATIONS:
        registered()(migration)
    return registered


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the database to schema `version`, the last here. Where another connection just did, nothing is done."""
    from sqlite_utils import Database

    # Plugins of sqlite-utils that a person installed for other work have no business in their history.
    database = Database(connection, execute_plugins=False)
    with transaction(connection):
        migrations().apply(database)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
