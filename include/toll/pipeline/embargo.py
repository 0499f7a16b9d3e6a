"""What may not be published yet: an article under embargo is held back, its file in quarantine.

A file refused so is no unreadable one: dropped again, it is read again.
"""

from __future__ import annotations

import json
from datetime import datetime

from toll.model import Article
from toll.read.instants import NEVER

STAGE = "embargo"
"""The stage of its row in `rejected`."""


def held(article: Article, at: datetime) -> str | None:
    """Why `article` may not be published by the run that began `at`; None where it may."""
    until = article.embargoed_until
    if until is None or until <= at:
        return None
    if until == NEVER:
        return "it is under embargo until further notice; drop the issue that lifts it"
    return f"it is under embargo until {until:%Y-%m-%d %H:%M} ({until.tzname()}); drop it again after that"


def again(article: Article) -> bytes:
    """A member of a container as a file of its own, which can be dropped when its time has come."""
    said = {"title": article.title, "text": article.text, "url": article.url, "outlet": article.outlet}
    day = article.published.interval.start.isoformat() if article.published.interval else None
    return json.dumps(said | {"published": day}, ensure_ascii=False, indent=1).encode()
