"""What a file beside an article says of it: `NAME.json` beside `NAME.txt`, as archives of news keep them.

Only the names below are read, those of the table `articles`; whatever else stands in the file is passed over. JSON with
a text of its own, or with a list of articles, is no sidecar but is read as what it is; the name of the file beside it
("article": "NAME.txt") is no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from pydantic import BaseModel, ConfigDict, ValidationError

from toll.errors import UnreadableError
from toll.files import content
from toll.files.inbox import SIDECAR
from toll.read import fields, objects
from toll.read.document import Document, Found
from toll.read.formats.json import articles_in

MOST_BYTES = 100_000
"""A larger file says more than when and where an article appeared."""


class Sidecar(BaseModel):
    """When and where an article appeared; `published` is an ISO 8601 date, month, year or time."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None


def is_sidecar(path: Path) -> bool:
    """Whether the file `path` is JSON that tells of an article by one of these names, and is none itself."""
    try:
        said = content.read(path, MOST_BYTES)
        return (
            _is_told_of(said, path)
            and any(name in Sidecar.model_fields for name in _object(said))
            and bool(_valid(said))
        )
    except (UnreadableError, ValidationError):
        return False


def load(path: Path, sha256: str) -> Sidecar | None:
    """What the sidecar `path` says; None where its content is not that of this hash any more."""
    try:
        said = content.read(path, MOST_BYTES)
    except UnreadableError:
        return None
    return _valid(said) if content.sha256_of(said) == sha256 else None


def beside(path: Path, max_bytes: int) -> Sidecar | None:
    """The sidecar of the article `path`, if it has one; raises UnreadableError where it is no JSON object of these."""
    aside = path.with_suffix(SIDECAR)
    if aside == path or not aside.is_file():
        return None
    said = content.read(aside, max_bytes)
    try:
        return _valid(said) if _is_told_of(said, aside) else None
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{step}: " for step in first["loc"])
        raise UnreadableError(
            f"{aside.name} beside it is no sidecar ({where}{first['msg']}); mend it or move it away"
        ) from error


def completed(found: Iterable[Found], aside: Sidecar | None) -> Iterator[Found]:
    """What was `found` in a file with what its sidecar says; the text is the file's own.

    Of one article among several in the file it tells the outlet and the date alone, where the article says none itself.
    """
    for one in found:
        yield _completed(one, aside) if aside and isinstance(one, Document) else one


def _completed(document: Document, aside: Sidecar) -> Document:
    if document.locator is not None:
        return replace(
            document, published=document.published or aside.published, outlet=document.outlet or aside.outlet
        )
    return replace(
        document,
        published=aside.published or document.published,
        outlet=aside.outlet or document.outlet,
        url=aside.url or document.url,
        title=aside.title or document.title,
    )


def _valid(said: bytes) -> Sidecar:
    return Sidecar.model_validate_json(said)


def _is_told_of(said: bytes, path: Path) -> bool:
    """Whether the content of `path` is no article of its own, nor a list of some."""
    try:
        value = _object(said)
        return (_names_a_neighbour(value, path) or not objects.is_article(value)) and articles_in(value) is None
    except UnreadableError:
        return True  # what is wrong with it is told by whoever reads it as a sidecar


def _names_a_neighbour(value: Mapping[str, object], path: Path) -> bool:
    """Whether all that stands for a text is the name of the file to which `path` is the sidecar."""
    named = [PurePath(text) for text in fields.texts(value)]
    # A claimed file has the folder that it came from before its name.
    return bool(named) and all(one.suffix and path.stem.endswith(one.stem) for one in named)


def _object(said: bytes) -> Mapping[str, object]:
    """The JSON object that `said` writes; an empty one where it writes none."""
    value = objects.parsed(said.decode("utf-8-sig", "replace"))
    return value if isinstance(value, Mapping) else {}
