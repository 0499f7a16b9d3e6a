"""What a file beside an article says of it: `NAME.json` beside `NAME.txt`, as archives of news keep them.

Only the names below are read, those of the table `articles`; whatever else stands in the file is passed over.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from toll.errors import UnreadableError
from toll.files import content
from toll.read.document import Document

SUFFIX = ".json"


class Sidecar(BaseModel):
    """When and where an article appeared; `published` is an ISO 8601 date, month, year or time."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None


def beside(path: Path, max_bytes: int) -> Sidecar | None:
    """The sidecar of the article `path`, if it has one; raises UnreadableError where it is no JSON object of these."""
    aside = path.with_suffix(SUFFIX)
    if aside == path or not aside.is_file():
        return None
    try:
        return Sidecar.model_validate_json(content.read(aside, max_bytes))
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{step}: " for step in first["loc"])
        raise UnreadableError(
            f"{aside.name} beside it is no sidecar ({where}{first['msg']}); mend it or move it away"
        ) from error


def completed(document: Document, aside: Sidecar) -> Document:
    """The document with what its sidecar says; the text is the file's own."""
    return replace(
        document,
        published=aside.published or document.published,
        outlet=aside.outlet or document.outlet,
        url=aside.url or document.url,
        title=aside.title or document.title,
    )
