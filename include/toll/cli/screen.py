"""Arrow tables for people to read: as wide as the terminal, or record by record where the columns do not fit."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from toll.cli.formats import cell, numeric
from toll.cli.terminal import harmless, leave
from toll.sheets import names, records

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console
    from rich.table import Table

REPORT_WIDTH = 100
"""Columns of a report that goes to a file or a pipe, where no COLUMNS says otherwise."""

MOST_ROWS = 1000
"""Rows shown on a terminal; formats for machines and pipes have no limit."""

_MOST_CHARACTERS = 400
_ANY_WIDTH = 100_000


def console(*, width: int | None = None) -> Console:
    """Standard output, as rich sees it; without colours where it is no terminal."""
    from rich.console import Console

    class Quiet(Console):
        def on_broken_pipe(self) -> None:
            leave()

    return Quiet(width=width if not sys.stdout.isatty() else None, highlight=False)


def report_console() -> Console:
    """Standard output for a report, REPORT_WIDTH wide where it is no terminal and COLUMNS is not set."""
    import os

    return console(width=int(os.environ.get("COLUMNS", "0")) or REPORT_WIDTH)


def show(rows: pa.Table, screen: Console, title: str | None = None) -> None:
    """Print `rows`, at most MOST_ROWS of them and says so."""
    from rich.text import Text

    if title:
        screen.print(Text(harmless(title), style="bold"))
    shown = rows.slice(0, MOST_ROWS)
    grid = _grid(shown)
    if rows.num_rows == 0:
        screen.print(Text("(no rows)", style="dim"))
    elif screen.measure(grid, options=screen.options.update_width(_ANY_WIDTH)).minimum <= screen.width:
        screen.print(grid)
    else:
        _print_records(shown, screen)
    if rows.num_rows > MOST_ROWS:
        screen.print(Text(f"(the first {MOST_ROWS} of {rows.num_rows} rows; -o FILE writes all)", style="dim"))


def _grid(rows: pa.Table) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    for name, field in zip(names(rows), rows.schema, strict=True):
        right = numeric(field.type)
        grid.add_column(Text(harmless(name)), justify="right" if right else "left", overflow="fold")
    for row in records(rows):
        grid.add_row(*(Text(_short(value)) for value in row))
    return grid


def _print_records(rows: pa.Table, screen: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    for number, row in enumerate(records(rows), 1):
        screen.print(Text(f"row {number}", style="bold"))
        grid = Table.grid(padding=(0, 2))
        for name, value in zip(names(rows), row, strict=True):
            grid.add_row(Text(f"  {harmless(name)}", style="dim"), Text(_short(value)))
        screen.print(grid)


def _short(value: object) -> str:
    text = harmless(cell(value))
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"
