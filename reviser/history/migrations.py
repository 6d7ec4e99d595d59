"""The migrations from schema 8 on, in order. A released migration never changes.

Each migration is atomic (sqlite-utils runs it in a transaction together with its record). All pending migrations run in
one transaction here, so a database is never between two schemas. sqlite-utils is imported only if a migration is
pending: importing it takes 0.1 s, and half a second if pandas is installed, which it imports."""

import sqlite3
from typing import TYPE_CHECKING

from reviser.history import schema, schema9
from reviser.history.connection import APPLICATION_ID, transaction

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


def m008_rules(db: "Database") -> None:
    """Create all tables of schema 8. It has the name of the last of the eight migrations that it replaces, so that it
    counts as applied in a history that those created."""
    for statement in schema.STATEMENTS:
        db.execute(statement)


def m009_round_settings(db: "Database") -> None:
    for statement in schema9.STATEMENTS:
        db.execute(statement)


MIGRATIONS = (m008_rules, m009_round_settings)


def migrations() -> "Migrations":
    """All migrations, for sqlite-utils to apply."""
    from sqlite_utils import Migrations

    registered = Migrations("reviser")
    for migration in MIGRATIONS:
        registered()(migration)
    return registered


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Migrate the database to schema `version`, the newest one. If another connection has just done so, nothing is
    done."""
    from sqlite_utils import Database

    # Plugins of sqlite-utils that are installed for other work must not run on a history.
    database = Database(connection, execute_plugins=False)
    with transaction(connection):
        migrations().apply(database)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
