"""The page of one article: its text with the words of every claim marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toll.errors import QueryError
from toll.page.exhibits import exhibit, restrict
from toll.page.quoted import pieces
from toll.page.words import Words
from toll.statistics import Session


def article(session: Session, name: str, words: Words) -> Mapping[str, Any]:
    """The values of the template `article`; raises QueryError where there is no such article."""
    given = {"article": name}
    restrict(session, given)
    known = exhibit(session, "article", given)
    if not known.rows:
        raise QueryError(words.say("no_article", name=name))
    claims = exhibit(session, "article_claims", given)
    now = known.rows[0]
    return {"now": now, "known": known, "claims": claims, "pieces": list(pieces(now["text"], claims.rows))}
