"""Every schema since the eighth, in order. Append-only: a migration that was released never changes.

Each is atomic (sqlite-utils runs it in a transaction with its record), and all that are pending are one transaction
here, so a database is never between two schemas. sqlite-utils is imported where something is pending: it takes 0.1 s,
and half a second where pandas is installed, which it imports.
"""

import sqlite3
from typing import TYPE_CHECKING

from reviser.history import schema, schema9
from reviser.history.connection import APPLICATION_ID, transaction

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


def m008_rules(db: "Database") -> None:
    """All tables of schema 8. It has the name of the last of the eight migrations whose place it takes, so that in a
    history which those made it counts as done."""
    for statement in schema.STATEMENTS:
        db.execute(statement)


def m009_round_settings(db: "Database") -> None:
    for statement in schema9.STATEMENTS:
        db.execute(statement)


MIGRATIONS = (m008_rules, m009_round_settings)


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
