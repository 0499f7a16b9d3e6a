"""`toll tables`: the data dictionary, from the one declaration of the tables and the questions' own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toll.cli.options import FormatOption, OutputOption, chosen, deliver
from toll.cli.terminal import write

if TYPE_CHECKING:
    import pyarrow as pa

    from toll.statistics import Question
    from toll.statistics.readings import Reading
    from toll.tables import Column, Table

_HEAD = """# The tables

<!-- Written by `toll tables > docs/tables.md` from include/toll/tables/ and include/sql/; do not edit by hand. -->

Every table is a view of this name in `lake/toll.duckdb` over the Parquet files in `lake/<table>/`. The meanings stand
in the metadata of the Parquet files and in the comments of the views as well. `required` columns are never null."""

_QUESTIONS = """## Standing questions

Each is a view over the tables, always up to date, and a file `lake/statistics/<question>.parquet` as of the last run.
A parameter is a DuckDB variable, for instance `SET VARIABLE country = 'SY'`; unset it restricts nothing."""

_READINGS = """## Readings

How vague numbers ("several", "dozens") count is a parameter, `reading`: `SET VARIABLE reading = 'acled'`. The numbers
stand in `include/readings/` and in the view `readings`."""

_READING_HEAD = "| reading | since | meaning | source |\n| --- | --- | --- | --- |"

_SHARED = """## Shared views

What the questions are built on; they take the same parameters."""

_EXPORTS = """## Exports

The incidents in the columns of tables that others publish, each a view, and a file by `toll export`."""


def tables(format: FormatOption = None, output: OutputOption = None) -> None:
    """Print what each column of each table means, as Markdown; with --format or -o, one row a column."""
    wanted = chosen(format, output)
    if format or output:
        deliver(_columns(), wanted, output)
    else:
        write(markdown().encode())


def markdown() -> str:
    """The data dictionary; docs/tables.md holds this text."""
    from toll.statistics import PARAMETERS, exports, questions, readings, shared
    from toll.tables import TABLES

    parameters = "\n".join(f"| `{name}` | {kind.__name__} | {told} |" for name, (kind, told) in PARAMETERS.items())
    return (
        "\n\n".join(
            [
                _HEAD,
                *(_table(table) for table in TABLES),
                _QUESTIONS,
                f"| parameter | type | meaning |\n| --- | --- | --- |\n{parameters}",
                *(_question(question) for question in questions()),
                _READINGS,
                "\n".join([_READING_HEAD, *map(_reading, readings())]),
                _SHARED,
                *(_question(view) for view in shared()),
                _EXPORTS,
                *(_question(export) for export in exports()),
            ]
        )
        + "\n"
    )


def _columns() -> pa.Table:
    import pyarrow as pa

    from toll.tables import TABLES

    names = ("table", "column", "type", "required", "unit", "codes", "meaning")
    rows = [
        (t.name, c.name, str(c.type), c.required, c.unit, c.codes and [str(code.value) for code in c.codes], c.meaning)
        for t in TABLES
        for c in t.columns
    ]
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows])


def _table(table: Table) -> str:
    key = f"Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else "No key."
    rows = "\n".join(_column(column) for column in table.columns)
    return f"## {table.name}\n\n{table.meaning} {key}\n\n| column | type | meaning |\n| --- | --- | --- |\n{rows}"


def _column(column: Column) -> str:
    meaning = column.meaning + (f", in {column.unit}" if column.unit else "")
    if column.codes:
        meaning += ": " + ", ".join(f"`{code.value}`" for code in column.codes)
    required = ", required" if column.required else ""
    return f"| `{column.name}` | {column.type}{required} | {meaning} |"


def _reading(reading: Reading) -> str:
    return f"| `{reading.reading}` | {reading.since} | {reading.says} | {reading.source} |"


def _question(question: Question) -> str:
    takes = ", ".join(f"`{name}`" for name in question.parameters)
    parts = (question.words, question.notes, f"Parameters: {takes}." if takes else "")
    return f"### {question.view}\n\n" + "\n\n".join(part for part in parts if part)
