"""The parts of a batch as the helper columns read them: by table and column, as Python lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from toll.errors import ConfigurationError


class Parts:
    """Read-only view of the tables of a batch that turns each column into a Python list once."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables
        self._columns: dict[tuple[str, str], list[Any]] = {}

    def column(self, table: str, name: str) -> list[Any]:
        """The values of one column; raises ConfigurationError where the batch lacks the table."""
        if table not in self._tables:
            raise ConfigurationError(f"the rows can be judged only together with the table {table}")
        if (table, name) not in self._columns:
            self._columns[table, name] = self._tables[table].column(name).to_pylist()
        return self._columns[table, name]

    def rows(self, table: str, *names: str) -> Iterator[tuple[Any, ...]]:
        """The values of several columns, row by row."""
        return zip(*(self.column(table, name) for name in names), strict=True)

    def by(self, table: str, key: str, *names: str) -> dict[Any, tuple[Any, ...]]:
        """Those values by the column `key`; the first row of a key counts."""
        found: dict[Any, tuple[Any, ...]] = {}
        for value, *rest in self.rows(table, key, *names):
            found.setdefault(value, tuple(rest))
        return found
