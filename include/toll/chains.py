"""Statements that say one figure of one day again are news together.

The pluperfect that takes it up ("the attack had killed three") tells no other event than the news of that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toll.claims import Draft
from toll.model import Interval


def agreed(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of an article, linked to each other; what repeats a figure that is news, of its day, recalls nothing.

    The coding manual: what is the event's is the same along a chain of `same_as`.
    """
    told = [(_head(number, drafts), _when(draft)) for number, draft in enumerate(drafts)]
    news = {one for one, draft in zip(told, drafts, strict=True) if not draft.is_background and one[1] is not None}
    pairs = zip(told, drafts, strict=True)
    return [
        replace(draft, is_background=False) if draft.is_background and one in news else draft for one, draft in pairs
    ]


def _when(draft: Draft) -> Interval | None:
    return None if draft.scene.moment is None else draft.scene.moment.when


def _head(number: int, drafts: Sequence[Draft]) -> int:
    same = drafts[number].same_as
    return number if same is None else _head(same, drafts)
