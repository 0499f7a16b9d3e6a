"""The casualty page without a web framework: an address in, a reply out. It reads the lake and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toll.errors import QueryError
from toll.page.asked import Asked, read
from toll.page.overview import overview
from toll.page.render import render
from toll.page.words import Words, chosen, every
from toll.settings import INCLUDE, Settings
from toll.statistics import Readers

STYLE = INCLUDE / "page" / "style.css"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
"""No script at all, nothing from elsewhere, shown in a frame by Airflow alone."""

SAFE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks: where the page is mounted, the path below that, the query, and the header Accept-Language."""

    root: str
    path: str
    query: Mapping[str, str]
    languages: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over HTTP."""

    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: SAFE)


class Site:
    """All pages over one lake."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.readers = Readers(settings)

    def overview(self, visit: Visit) -> Reply:
        """The sums, the map and the rankings of what the query asks for."""
        words = _words(visit)
        try:
            asked = read(visit.query)
            with self.readers.session() as session:
                shown = overview(session, asked, words, visit.root)
        except QueryError as error:
            return _problem(visit, words, str(error), 400)
        return _page("overview", visit, words, asked, **shown)


def style() -> Reply:
    """The one style sheet."""
    return Reply(STYLE.read_bytes(), "text/css; charset=utf-8")


def _words(visit: Visit) -> Words:
    return chosen(visit.query.get("lang"), visit.languages)


def _page(template: str, visit: Visit, words: Words, asked: Asked, status: int = 200, **shown: object) -> Reply:
    here = f"{visit.root}{visit.path}"
    common = {"words": words, "languages": list(every().values()), "asked": asked, "root": visit.root, "here": here}
    return Reply(render(template, **common, **shown).encode(), status=status)


def _problem(visit: Visit, words: Words, reason: str, status: int) -> Reply:
    return _page("problem", visit, words, Asked(), status, reason=reason)
