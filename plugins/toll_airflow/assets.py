"""The assets by which the three DAGs hand over to each other: inbox → events → incidents → statistics."""

from __future__ import annotations

from airflow.sdk import Asset, AssetWatcher

from toll import settings
from toll_airflow.inbox import InboxTrigger


def inbox() -> Asset:
    """The folder that users drop files into, watched by the triggerer."""
    here = settings.from_environment()
    trigger = InboxTrigger(folder=str(here.inbox), settle_seconds=here.settle_seconds)
    return Asset("inbox", watchers=[AssetWatcher(name="inbox", trigger=trigger)])


EVENTS = Asset("events")
"""Articles, claims and events of a batch were published."""

INCIDENTS = Asset("incidents")
"""Incidents were rebuilt from the events."""

STATISTICS = Asset("statistics")
"""The standing questions were answered anew."""
