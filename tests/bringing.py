"""Articles of the incident cases published into a lake, as a batch publishes them."""

from __future__ import annotations

from collections.abc import Iterable

from incidents.incident_cases import ArticleCase
from incidents.incident_cases import lake as tables_of
from toll import lake
from toll.settings import Settings
from toll.tables import ARTICLES, CLAIMS, EVENTS


def bring(settings: Settings, part: str, articles: Iterable[ArticleCase]) -> None:
    """Make what `articles` tell the part `part` of the tables articles, events and claims."""
    lake.initialise(settings)
    for table, told in zip((EVENTS, ARTICLES, CLAIMS), tables_of(articles), strict=True):
        lake.publish(settings, table, part, told)
