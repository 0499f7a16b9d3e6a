"""The DuckDB shell: multi-line statements, history in the data folder, completion of what the lake holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import SqlLexer

from toll.cli import patience, screen
from toll.cli.completion import Words
from toll.cli.terminal import complain
from toll.errors import QueryError
from toll.settings import Settings
from toll.statistics import Session

HELP = """.tables      the tables and the standing questions
.schema T    the columns of T and what they mean
.help        this
.quit        leave (Ctrl-D too); Ctrl-C drops the line or stops the query
A statement ends with ; and may have many lines. Tab completes."""

_TABLES = """
SELECT view_name AS name, comment AS meaning FROM duckdb_views() WHERE NOT internal
UNION ALL SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal
"""

_SCHEMA = """
SELECT column_name AS "column", data_type AS type, comment AS meaning
FROM duckdb_columns() WHERE NOT internal AND table_name = $1 ORDER BY column_index
"""


_NOTHING_TO_SHOW: tuple[list[str], ...] = ([], ["Success"], ["Count"])
_LEAVE = (".quit", ".exit")


def interact(session: Session, settings: Settings) -> None:
    """Read statements and print their rows until .quit or the end of input."""
    history = settings.data / ".sql_history"
    history.touch(mode=0o600)
    prompt: PromptSession[str] = PromptSession(
        history=FileHistory(str(history)),
        lexer=PygmentsLexer(SqlLexer),
        completer=Words(session, (*_COMMANDS, *_LEAVE)),
        complete_while_typing=False,
        key_bindings=_enter_ends_statements(),
        multiline=True,
        prompt_continuation=lambda width, _line, wrapped: " " * width if wrapped else "...> ".rjust(width),
    )
    print("Toll SQL. .help tells more, .quit leaves.")
    while True:
        try:
            line = prompt.prompt("toll> ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if line in _LEAVE:
            return
        obey(session, line)


def obey(session: Session, line: str) -> None:
    """Run one line: a command with a dot, or SQL; what goes wrong is told in one line."""
    try:
        if line.startswith("."):
            name, _, rest = line.rstrip(";").partition(" ")
            _COMMANDS.get(name, _unknown)(session, rest.strip() or name)
        elif line.strip(" ;\n"):
            _run(session, line)
    except QueryError as error:
        complain(str(error))
    except KeyboardInterrupt:
        complain("interrupted")


def complete(line: str) -> bool:
    """Whether Enter ends this: a command with a dot, nothing, or SQL up to a semicolon."""
    text = line.strip()
    return not text or text.startswith(".") or sqlite3.complete_statement(text)


def _enter_ends_statements() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if complete(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return keys


def _run(session: Session, line: str) -> None:
    for statement in session.split(line):
        rows = patience.run(session, statement)
        if rows.column_names not in _NOTHING_TO_SHOW or rows.num_rows:
            screen.show(rows, screen.console())


def _show_tables(session: Session, _rest: str) -> None:
    screen.show(session.run(_TABLES), screen.console())


def _show_schema(session: Session, table: str) -> None:
    columns = session.run(_SCHEMA, (table,))
    if not columns.num_rows:
        raise QueryError(f"no table is called {table!r}; .tables names them")
    screen.show(columns, screen.console())


def _show_help(_session: Session, _rest: str) -> None:
    print(HELP)


def _unknown(_session: Session, name: str) -> None:
    raise QueryError(f"{name}: no such command; .help names them")


_COMMANDS: Mapping[str, Callable[[Session, str], None]] = {
    ".tables": _show_tables,
    ".schema": _show_schema,
    ".help": _show_help,
}
