"""The casualty page without a web framework: an address in, a reply out. It reads the lake and writes nothing.

What somebody puts right is recorded by `toll.pipeline`; the page shows the form, and what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from toll.errors import QueryError
from toll.page.article import article
from toll.page.asked import Asked, read
from toll.page.correcting import VALUE_CHARACTERS, WHY_CHARACTERS, Refused, Tried
from toll.page.downloads import MEDIA, downloaded
from toll.page.exhibits import Exhibit
from toll.page.incident import Editing, MovedError, incident, speaks_of
from toll.page.overview import Choices, choices, overview
from toll.page.quality import report, runs, tables
from toll.page.render import render
from toll.page.words import Words, chosen, every
from toll.settings import INCLUDE, Settings
from toll.statistics import Readers, Session
from toll.statistics.readers import Stamp

STYLE = INCLUDE / "page" / "style.css"

_RULES = (
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
)
POLICY = "; ".join(_RULES)
"""No script at all, nothing from elsewhere, shown in a frame by Airflow alone."""

REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
"""A validation page holds its style, and nothing else may run or load."""

SAFE: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks: where the page is mounted, the path below that, the query, and the header Accept-Language.

    `may_correct` is whether that person may put something right.
    """

    root: str
    path: str
    query: Mapping[str, str]
    languages: str = ""
    may_correct: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over HTTP."""

    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: dict(SAFE))


KEPT = 64
"""Overviews of one state of the lake that are kept for the next reader who asks for the same."""

Values = Callable[[Session, Asked, Words], Mapping[str, Any]]
"""What a template is given."""


class Site:
    """All pages over one lake."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.readers = Readers(settings)
        self._choices = lru_cache(maxsize=2 * len(every()))(self._read_choices)
        self._tables = lru_cache(maxsize=1)(self._read_tables)
        self._overview = lru_cache(maxsize=KEPT)(self._read_overview)

    def overview(self, visit: Visit) -> Reply:
        """The sums, the map and the rankings of what the query asks for."""
        return self._shown(
            "overview",
            visit,
            lambda _, asked, words: self._overview(self.readers.stamp(), asked, words.language, visit.root),
        )

    def incident(self, visit: Visit, name: str) -> Reply:
        """One incident; of one that was merged, the way to its successor."""
        return self._incident(visit, name, None)

    def refused(self, visit: Visit, name: str, refused: Refused) -> Reply:
        """One incident, with what could not be recorded still in the form."""
        shown = self._incident(visit, name, refused)
        return replace(shown, status=refused.status) if shown.status == HTTPStatus.OK else shown

    def recorded(self, visit: Visit, name: str) -> Reply:
        """The way back to the incident, which says that a correction was recorded."""
        query = urlencode({"recorded": 1, "lang": _words(visit).language})
        there = f"{visit.root}/incidents/{_id(name)}?{query}#corrections"
        return Reply(b"", status=HTTPStatus.SEE_OTHER, headers=_with("Location", there))

    def unfit(self, visit: Visit, name: str, tried: Tried) -> str | None:
        """Why the form cannot be taken as it is filled in, in the reader's words; QueryError for no id."""
        words = _words(visit)
        with self.readers.session() as session:
            if not speaks_of(session, _id(name), tried.target):
                return words.say("not_of_incident")
        if not tried.field or not tried.why:
            return words.say("field_and_why")
        if len(tried.why) > WHY_CHARACTERS or len(tried.value) > VALUE_CHARACTERS:
            return words.say("too_long", why=WHY_CHARACTERS, value=VALUE_CHARACTERS)
        return None

    def article(self, visit: Visit, name: str) -> Reply:
        """One article."""
        return self._shown("article", visit, lambda session, _, words: article(session, _id(name), words))

    def quality(self, visit: Visit) -> Reply:
        """What came in and what became of it."""
        return self._shown("quality", visit, lambda *_: self._quality())

    def report(self, visit: Visit, name: str) -> Reply:
        """A validation page, which has a style of its own."""
        try:
            return Reply(report(self.settings, name), headers=_with("Content-Security-Policy", REPORT_POLICY))
        except QueryError as error:
            return _problem(visit, _words(visit), str(error))

    def download(self, visit: Visit, name: str, suffix: str) -> Reply:
        """All rows and columns of a table as CSV or Parquet, or the query that makes them as SQL."""
        try:
            with self.readers.session() as session:
                content = downloaded(session, name, suffix, _given(visit))
        except QueryError as error:
            return _problem(visit, _words(visit), str(error))
        return Reply(
            content, MEDIA[suffix], headers=_with("Content-Disposition", f'attachment; filename="{name}.{suffix}"')
        )

    def _incident(self, visit: Visit, name: str, refused: Refused | None) -> Reply:
        query = visit.query
        editing = Editing(visit.may_correct, query.get("correct"), refused, "recorded" in query)
        return self._shown("incident", visit, lambda session, _, words: incident(session, _id(name), words, editing))

    def _read_overview(self, stamp: Stamp, asked: Asked, language: str, root: str) -> Mapping[str, Any]:
        with self.readers.session() as session:
            shown = overview(session, asked, every()[language], root)
        return {**shown, "choices": self._choices(stamp, language)}

    def _quality(self) -> Mapping[str, Any]:
        return {"exhibits": self._tables(self.readers.stamp()), **runs(self.settings)}

    def _read_tables(self, stamp: Stamp) -> list[Exhibit]:  # noqa: ARG002
        with self.readers.session() as session:
            return tables(session)

    def _read_choices(self, stamp: Stamp, language: str) -> Choices:  # noqa: ARG002
        with self.readers.session() as session:
            return choices(session, every()[language])

    def _shown(self, template: str, visit: Visit, values: Values) -> Reply:
        words = _words(visit)
        try:
            asked = read(visit.query)
            with self.readers.session() as session:
                return _page(template, visit, words, asked, **values(session, asked, words))
        except MovedError as moved:
            return Reply(
                b"", status=302, headers=_with("Location", f"{visit.root}/incidents/{moved.to}{asked.address()}")
            )
        except QueryError as error:
            return _problem(visit, words, str(error))


def style() -> Reply:
    """The one style sheet."""
    return Reply(STYLE.read_bytes(), "text/css; charset=utf-8")


def _with(name: str, value: str) -> Mapping[str, str]:
    return {**SAFE, name: value}


def _words(visit: Visit) -> Words:
    return chosen(visit.query.get("lang"), visit.languages)


def _page(template: str, visit: Visit, words: Words, asked: Asked, status: int = 200, **shown: object) -> Reply:
    here = f"{visit.root}{visit.path}"
    common = {"words": words, "languages": list(every().values()), "asked": asked, "root": visit.root, "here": here}
    return Reply(render(template, **common, **shown).encode(), status=status)


def _problem(visit: Visit, words: Words, reason: str) -> Reply:
    return _page("problem", visit, words, Asked(), 404, reason=reason)


def _given(visit: Visit) -> dict[str, object]:
    ids = {name: _id(visit.query[name]) for name in ("incident", "article") if name in visit.query}
    return read(visit.query).parameters | ids


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise QueryError(f"{text!r} is no id")
    return text
