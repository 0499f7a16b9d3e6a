"""What may not be published yet: an article under embargo is held back, its file in quarantine.

A file refused so is no unreadable one: dropped again, it is read again.
"""

from __future__ import annotations

from datetime import datetime

from toll.model import Article
from toll.read.instants import NEVER


def held(article: Article, at: datetime) -> str | None:
    """Why `article` may not be published by the run that began `at`; None where it may."""
    until = article.embargoed_until
    if until is None or until <= at:
        return None
    where = f"{article.source_locator}: " if article.source_locator else ""
    if until == NEVER:
        return f"{where}it is under embargo until further notice; drop the issue that lifts it"
    return f"{where}it is under embargo until {until:%Y-%m-%d %H:%M} ({until.tzname()}); drop it again after that"
