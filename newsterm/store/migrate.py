"""The cache's schema by number, and the steps that lead forward from one number to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsterm.errors import NewerStore
from newsterm.store.faults import in_words
from newsterm.store.schema import APPLICATION_ID, CATALOGUE, SCHEMAS
from newsterm.store.search import CREATE_INDEX

if TYPE_CHECKING:
    from pathlib import Path

Step = Callable[[sqlite3.Connection], None]
"""Takes the database from one schema number to the next, inside a transaction."""


def _first(connection: sqlite3.Connection) -> None:
    """From an empty database to schema 1."""
    connection.execute(CATALOGUE)
    for schema in SCHEMAS:
        for statement in schema.statements():
            connection.execute(statement)
        connection.execute("INSERT INTO catalogue VALUES(?, ?, 1)", (schema.name, schema.name))
    connection.execute(CREATE_INDEX)


STEPS: tuple[Step, ...] = (_first,)
"""The step at index n leads from schema n to n + 1."""


def schema_number(connection: sqlite3.Connection) -> int:
    """The schema that the database has; 0 where it has none yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: Path, *, steps: tuple[Step, ...] = STEPS) -> str | None:
    """Bring the database to the newest schema, all steps in one transaction.

    Keeps a copy of what was there before beside it; returns a sentence that names the copy. Raises NewerStore where
    a later newsterm has written it, and other StoreErrors, with nothing changed, where it can't be written.
    """
    try:
        number = schema_number(connection)
        if number == len(steps):
            return None
        if number > len(steps):
            raise NewerStore(
                f"The cache {path} was written by a later newsterm (schema {number}, this one knows {len(steps)}); "
                "use that one, or another data folder.",
                path=path,
            )
        notice = _back_up(connection, path, number) if number else None
        connection.execute("BEGIN IMMEDIATE")
        try:
            for step in steps[schema_number(connection) :]:  # read again: another process may have been faster
                step(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(steps)}")
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
    except sqlite3.Error as error:
        raise in_words(error, path) from error
    return notice


def _back_up(connection: sqlite3.Connection, path: Path, number: int) -> str:
    copy = path.with_name(f"{path.name}.schema{number}.bak")
    with sqlite3.connect(copy) as target:
        connection.backup(target)
    target.close()
    return f"The cache was brought to a new form; what it was before is kept as {copy}."
