"""`toll claims`: extraction alone, for pipes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toll.cli.terminal import complain, write

if TYPE_CHECKING:
    import pyarrow as pa


def claims(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Articles, as one would drop them.")],
) -> None:
    """Print the claims of FILE..., one JSON object a line: the columns of the table claims, and article (the file).

    A file that cannot be read is told on standard error, the others go on, and the exit code is 1.
    """
    from toll.cli.formats import Format, encode
    from toll.errors import UnreadableError

    unread = 0
    for file in files:
        try:
            for rows in _claims(file):
                write(encode(rows, Format.JSONL))
        except UnreadableError as error:
            complain(f"{file}: {error}")
            unread += 1
    if unread:
        raise typer.Exit(1)


def _claims(file: Path) -> Iterator[pa.Table]:
    import pyarrow as pa

    from toll import extract, read, rows
    from toll.errors import UnreadableError
    from toll.tables import CLAIMS

    for article in read.read(file):
        if not extract.supports(article.language):
            raise UnreadableError(f"no language pack for {article.language}")
        found = rows.arrow(CLAIMS, extract.extract(article).claims)
        yield found.add_column(0, "article", pa.array([file.name] * found.num_rows, pa.string()))
