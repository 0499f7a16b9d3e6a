"""What Tab offers in the SQL shell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from toll.statistics import Session

_WORD = re.compile(r"\.?\w*$")
_AFTER_THIS_TABLES = re.compile(r"(?i)(\b(from|join|describe|summarize)|^\s*\.schema)\s+$")

_TABLES = """
SELECT view_name FROM duckdb_views() WHERE NOT internal
UNION SELECT table_name FROM duckdb_tables() WHERE NOT internal
ORDER BY 1
"""

_COLUMNS = """
SELECT DISTINCT column_name FROM duckdb_columns()
WHERE NOT internal AND ($1::VARCHAR IS NULL OR table_name = $1)
ORDER BY 1
"""


class Words(Completer):
    """Completes tables, columns (after `table.` that table's alone) and keywords, as the session knows them now."""

    def __init__(self, session: Session, commands: tuple[str, ...]) -> None:
        """Asks the session for the keywords, once."""
        self._session = session
        self._commands = sorted(commands)
        self._keywords = sorted(map(str.upper, _column(session, "SELECT keyword_name FROM duckdb_keywords()")))

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
        """The words that begin as the one before the cursor does."""
        before = document.text_before_cursor
        found = _WORD.search(before)
        typed = found.group() if found else ""
        for word in self._candidates(before[: len(before) - len(typed)], typed):
            if word.lower().startswith(typed.lower()):
                yield Completion(word, start_position=-len(typed))

    def _candidates(self, before: str, typed: str) -> list[str]:
        owner = re.search(r"(\w+)$", before) if typed.startswith(".") else None
        if typed.startswith(".") and not before.strip():
            return self._commands
        if owner:
            return [f".{name}" for name in _column(self._session, _COLUMNS, (owner.group(1),))]
        tables = _column(self._session, _TABLES)
        if _AFTER_THIS_TABLES.search(before):
            return tables
        return [*tables, *_column(self._session, _COLUMNS, (None,)), *self._keywords]


def _column(session: Session, sql: str, parameters: tuple[object, ...] = ()) -> list[str]:
    return [str(name) for name in session.run(sql, parameters).column(0).to_pylist()]
