"""The cache's schema by number, how a new cache is made, and the steps that lead an earlier one forward."""

from __future__ import annotations

import glob
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from newsterm.errors import NewerStore, StoreUnavailable
from newsterm.store import search
from newsterm.store.faults import in_words
from newsterm.store.files import free_name, whole_file
from newsterm.store.forward import from_1_to_2, from_2_to_3, from_3_to_4, from_4_to_5
from newsterm.store.schema import APPLICATION_ID, CATALOGUE, SCHEMAS, STAMPS
from newsterm.store.telling import Tell, quiet

if TYPE_CHECKING:
    from pathlib import Path

Step = Callable[[sqlite3.Connection, Tell], None]
"""Takes the database from one schema number to the next, inside a transaction, and tells how far it is."""

STEPS: tuple[Step, ...] = (from_1_to_2, from_2_to_3, from_3_to_4, from_4_to_5)
"""The step at index n leads from schema n + 1 to n + 2."""


def schema_number(connection: sqlite3.Connection) -> int:
    """The schema that the database has; 0 where it has none yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def newest(steps: tuple[Step, ...] = STEPS) -> int:
    """The schema number that these steps end at."""
    return 1 + len(steps)


def create(connection: sqlite3.Connection, *, steps: tuple[Step, ...] = STEPS) -> None:
    """Make the newest schema in an empty database; raises sqlite3.Error."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(CATALOGUE)
        connection.execute(STAMPS)
        for schema in SCHEMAS:
            for statement in schema.statements():
                connection.execute(statement)
            connection.execute("INSERT INTO catalogue VALUES(?, ?, 1)", (schema.name, schema.name))
        for statement in search.statements():
            connection.execute(statement)
        _sign(connection, newest(steps))


def _sign(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {number}")


def migrate(
    connection: sqlite3.Connection, path: Path, *, steps: tuple[Step, ...] = STEPS, tell: Tell = quiet
) -> str | None:
    """Bring a cache to the newest schema, all steps in one transaction.

    Keeps a copy of what was there before beside it; returns a sentence that names the copy. Raises NewerStore where
    a later newsterm has written it, and other StoreErrors, with nothing changed, where it can't be written.
    """
    try:
        number = schema_number(connection)
        if number == newest(steps):
            return None
        if number > newest(steps):
            raise NewerStore(
                f"The cache {path} was written by a later newsterm (schema {number}, this one knows {newest(steps)}); "
                "use that one, or another data folder.",
                path=path,
            )
        tell(f"Bringing the cache {path} to a new form; a large one takes minutes, all of it is indexed anew.")
        connection.execute("BEGIN IMMEDIATE")
        try:
            notice = _forward(connection, path, steps, tell)
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
    except sqlite3.Error as error:
        raise in_words(error, path) from error
    return notice


def _forward(connection: sqlite3.Connection, path: Path, steps: tuple[Step, ...], tell: Tell) -> str | None:
    """Copy and change the database, inside a transaction that keeps others from writing in between."""
    number = schema_number(connection)
    if number == newest(steps):  # another process was faster
        return None
    copy = _back_up(path, number)
    for step in steps[number - 1 :]:
        step(connection, tell)
    _sign(connection, newest(steps))
    return f"The cache was brought to a new form; what it was before is kept as {copy}."


def _back_up(path: Path, number: int) -> Path:
    """Copy the database, as it was committed last, to a name that is free; the name appears when the copy is whole."""
    copy = free_name(path, f".schema{number}", ".bak")
    try:
        for stopped in path.parent.glob(f"{glob.escape(path.name)}.schema*.new"):
            stopped.unlink(missing_ok=True)  # of a process that was killed: who holds the lock is the only one here
        with (
            whole_file(copy) as fresh,
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(fresh)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
    except OSError as error:
        raise StoreUnavailable(f"The cache {path} can't be copied to {copy}: {error.strerror}.", path=path) from error
    return copy
