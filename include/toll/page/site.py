"""The casualty page without a web framework: an address in, a reply out. It reads the lake and writes nothing.

What somebody puts right is recorded by `toll.pipeline`; the page shows the form, and what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from toll.errors import QueryError
from toll.page.article import article
from toll.page.asked import Asked, read
from toll.page.correcting import VALUE_CHARACTERS, WHY_CHARACTERS, Refused, Tried
from toll.page.downloads import MEDIA, downloaded, drawn
from toll.page.exhibits import Exhibit
from toll.page.incident import Editing, MovedError, incident, speaks_of
from toll.page.overview import Choices, choices, overview
from toll.page.quality import BATCHES, receipts, report, runs, tables
from toll.page.render import render
from toll.page.replies import REPORT_POLICY, Reply, Visit, headed
from toll.page.words import Words, chosen, every
from toll.settings import INCLUDE, Settings
from toll.statistics import Readers, Session, State, pages

STYLE = INCLUDE / "page" / "style.css"

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


KEPT = 64
"""Overviews of one state of the lake that are kept for the next reader who asks for the same."""

Values = Callable[[State, Asked, Words], Mapping[str, Any]]
"""What a template is given."""


class Site:
    """All pages over one lake."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.readers = Readers(settings)
        self._choices = lru_cache(maxsize=2 * len(every()))(self._read_choices)
        self._tables = lru_cache(maxsize=1)(self._read_tables)
        self._fronts: set[tuple[Asked, str, str]] = set()
        self._overview = lru_cache(maxsize=KEPT)(self._read_overview)

    def keep_ready(self) -> None:
        """From now on, make ready beside the readers what a publication changes, so that none of them waits for it."""
        self.readers.keep(self._prepare)

    def overview(self, visit: Visit) -> Reply:
        """The sums, the map and the rankings of what the query asks for."""
        return self._shown(
            "overview",
            visit,
            lambda state, asked, words: self._overview(state, asked, words.language, visit.root),
        )

    def incident(self, visit: Visit, name: str) -> Reply:
        """One incident; of one that was merged, the way to its successor."""
        return self._incident(visit, name, None)

    def refused(self, visit: Visit, name: str, refused: Refused) -> Reply:
        """One incident, with what could not be recorded still in the form."""
        shown = self._incident(visit, name, refused)
        return replace(shown, status=refused.status) if shown.status == HTTPStatus.OK else shown

    def recorded(self, visit: Visit, name: str, *, is_built: bool = False) -> Reply:
        """The way back to the incident, which says that a correction was recorded, and whether a build applies it."""
        query = urlencode({"recorded": "built" if is_built else "kept", "lang": _words(visit).language})
        there = f"{visit.root}/incidents/{_id(name)}?{query}#corrections"
        return Reply(b"", status=HTTPStatus.SEE_OTHER, headers=headed("Location", there))

    def unfit(self, visit: Visit, name: str, tried: Tried) -> str | None:
        """Why the form cannot be taken as it is filled in, in the reader's words; QueryError for no id."""
        words = _words(visit)
        with self.readers.state().about_incident(_id(name)) as session:
            if not speaks_of(session, name, tried.target):
                return words.say("not_of_incident")
        if not tried.field or not tried.why:
            return words.say("field_and_why")
        if len(tried.why) > WHY_CHARACTERS or len(tried.value) > VALUE_CHARACTERS:
            return words.say("too_long", why=WHY_CHARACTERS, value=VALUE_CHARACTERS)
        return None

    def article(self, visit: Visit, name: str) -> Reply:
        """One article."""

        def values(state: State, _: Asked, words: Words) -> Mapping[str, Any]:
            with state.about_article(_id(name)) as session:
                return article(session, name, words)

        return self._shown("article", visit, values)

    def quality(self, visit: Visit) -> Reply:
        """What came in and what became of it."""

        def values(state: State, *_: object) -> Mapping[str, Any]:
            with state.session() as session:
                return {"exhibits": self._tables(state), **runs(session, self.settings)}

        return self._shown("quality", visit, values)

    def report(self, visit: Visit, name: str) -> Reply:
        """A validation page, which has a style of its own."""
        try:
            return Reply(report(self.settings, name), headers=headed("Content-Security-Policy", REPORT_POLICY))
        except QueryError as error:
            return _problem(visit, _words(visit), str(error))

    def download(self, visit: Visit, name: str, suffix: str) -> Reply:
        """All rows and columns of a table as CSV or Parquet, or the query that makes them as SQL."""
        try:
            given = {**_given(visit), **(receipts(self.settings) if name == BATCHES else {})}
            with self._about(name, given) as session:
                content = downloaded(session, name, suffix, given)
        except QueryError as error:
            return _problem(visit, _words(visit), str(error))
        return Reply(
            content, MEDIA[suffix], headers=headed("Content-Disposition", f'attachment; filename="{name}.{suffix}"')
        )

    def chart(self, visit: Visit, name: str) -> Reply:
        """A chart as an image of its own, so that no page waits for it."""
        try:
            with self.readers.session() as session:
                return Reply(drawn(session, name, _given(visit), _words(visit)), MEDIA["svg"])
        except QueryError as error:
            return _problem(visit, _words(visit), str(error))

    def _incident(self, visit: Visit, name: str, refused: Refused | None) -> Reply:
        query = visit.query
        editing = Editing(visit.may_correct, query.get("correct"), refused, query.get("recorded"))

        def values(state: State, _: Asked, words: Words) -> Mapping[str, Any]:
            with state.about_incident(_id(name)) as session:
                return incident(session, name, words, editing)

        return self._shown("incident", visit, values)

    def _about(self, name: str, given: Mapping[str, object]) -> Session:
        """A session for the table `name`: our own questions of one incident or article take its whole id."""
        state = self.readers.state()
        whole = given if any(asked.name == name for asked in pages()) else {}
        if "incident" in whole:
            return state.about_incident(str(whole["incident"]))
        return state.about_article(str(whole["article"])) if "article" in whole else state.session()

    def _prepare(self, state: State) -> None:
        """Read what every reader is shown, and the first page as it was asked for before."""
        self._tables(state)
        for language in every():
            self._choices(state, language)
        for asked, language, root in tuple(self._fronts):
            self._overview(state, asked, language, root)

    def _read_overview(self, state: State, asked: Asked, language: str, root: str) -> Mapping[str, Any]:
        if asked in (Asked(), Asked(lang=language)):
            self._fronts.add((asked, language, root))
        with state.session() as session:
            shown = overview(session, asked, every()[language], root)
        return {**shown, "choices": self._choices(state, language)}

    def _read_tables(self, state: State) -> list[Exhibit]:
        with state.session() as session:
            return tables(session)

    def _read_choices(self, state: State, language: str) -> Choices:
        with state.session() as session:
            return choices(session, every()[language])

    def _shown(self, template: str, visit: Visit, values: Values) -> Reply:
        words = _words(visit)
        try:
            asked = read(visit.query)
            return _page(template, visit, words, asked, **values(self.readers.state(), asked, words))
        except MovedError as moved:
            return Reply(
                b"", status=302, headers=headed("Location", f"{visit.root}/incidents/{moved.to}{asked.address()}")
            )
        except QueryError as error:
            return _problem(visit, words, str(error))


def style() -> Reply:
    """The one style sheet."""
    return Reply(STYLE.read_bytes(), "text/css; charset=utf-8")


def _words(visit: Visit) -> Words:
    return chosen(visit.query.get("lang"), visit.languages)


def _page(template: str, visit: Visit, words: Words, asked: Asked, status: int = 200, **shown: object) -> Reply:
    here = f"{visit.root}{visit.path}"
    common = {"words": words, "languages": list(every().values()), "asked": asked, "root": visit.root, "here": here}
    return Reply(render(f"{template}.html", **common, **shown).encode(), status=status)


def _problem(visit: Visit, words: Words, reason: str) -> Reply:
    return _page("problem", visit, words, Asked(), 404, reason=reason)


def _given(visit: Visit) -> dict[str, object]:
    ids = {name: _id(visit.query[name]) for name in ("incident", "article") if name in visit.query}
    return read(visit.query).parameters | ids


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise QueryError(f"{text!r} is no id")
    return text
