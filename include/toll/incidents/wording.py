"""What the words of each event name: persons and places beside its own, and the kinds of sites that were hit."""

from __future__ import annotations

from dataclasses import dataclass

from toll.incidents import names, sites
from toll.incidents.facts import Facts, Ints


@dataclass(frozen=True, slots=True)
class Wording:
    """One entry an event, as `names.gather` and `sites.gather` give them."""

    names: names.Names
    sites: Ints


def gather(facts: Facts) -> Wording:
    """The wording of every event."""
    return Wording(names.gather(facts), sites.gather(facts))
