"""Who asks and what goes back: addresses in, replies out, and what a browser may do with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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


def headed(name: str, value: str) -> Mapping[str, str]:
    """The headers of every reply, with this one."""
    return {**SAFE, name: value}
