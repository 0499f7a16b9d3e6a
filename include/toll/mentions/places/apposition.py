"""What stands beside a name and tells where it lies: "Kharkiv, dans l'est de l'Ukraine", "Xyz, un village du Nord"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toll.gazetteer import Entry, PlaceKind
from toll.mentions.places import resolve
from toll.mentions.places.mention import PlaceMention
from toll.mentions.places.reading import Candidate
from toll.mentions.places.words import PlaceWords
from toll.model import Place

_BESIDE = 8
"""Characters between a quarter and its town: ", à ", " de "."""

_WIDE = (PlaceKind.COUNTRY, PlaceKind.PROVINCE, PlaceKind.REGION, PlaceKind.DISTRICT)
_NARROW = (PlaceKind.TOWN, PlaceKind.QUARTER, PlaceKind.FACILITY)


def wider(
    text: str, candidate: Candidate, following: Candidate | None, countries: resolve.Votes, words: PlaceWords
) -> Entry | None:
    """The province or country that the next name gives for this town, or the city of a part ("dans le sud de Gao")."""
    if following is None or following.person or not following.intro.locative or following.intro.relation == "near":
        return None
    if not words.wider.fullmatch(text, candidate.end, following.start) or not _is_narrow(candidate):
        return None
    if following.name.key in words.direction_names and following.intro.noun is None:
        return None
    home = {entry.place.country_code for entry in candidate.name.entries}
    shared = (e for e in following.name.entries if e.kind in _WIDE and e.place.country_code in home)
    entry = next(shared, None) or resolve.choose(following, countries, following.intro.country_code)
    is_city = entry is not None and entry.kind is PlaceKind.TOWN and following.intro.relation == "part"
    return entry if entry and (is_city or entry.kind in _WIDE) else None


def town(text: str, candidate: Candidate, following: Candidate | None, countries: resolve.Votes) -> Place | None:
    """The town that the next name gives for this quarter: "le quartier de Xyz, à Taëz", "le quartier Xyz de Taëz"."""
    if following is None or following.start - candidate.end > _BESIDE or "." in text[candidate.end : following.start]:
        return None
    entry = resolve.choose(following, countries, None)
    return entry.place if entry and entry.kind is PlaceKind.TOWN else None


def located(text: str, candidate: Candidate, around: Entry | None, words: PlaceWords) -> Candidate:
    """`candidate` as a place where something happens, where the words after it say where it lies."""
    intro = candidate.intro
    if intro.locative or intro.led or intro.title or not _is_narrow(candidate):
        return candidate
    if around is None and not (candidate.name.entries and words.called.match(text, candidate.end)):
        return candidate
    return candidate._replace(intro=intro._replace(locative=True))


def bearings(text: str, mentions: Sequence[PlaceMention], words: PlaceWords) -> Iterator[PlaceMention]:
    """`mentions` in the order of the text; those that only tell how far off another lies are no places of harm."""
    before = None
    for mention in mentions:
        measured = before is not None and _is_measured(text, before, mention, words)
        yield replace(mention, locative=False, led=True) if measured else mention
        before = mention


def _is_measured(text: str, before: PlaceMention, mention: PlaceMention, words: PlaceWords) -> bool:
    """Whether it is "X, 150 km from Y", "X, à l'ouest de Y", and no part of it all: "in the province X, near Y"."""
    if (
        mention.place is None
        or mention.place.where_prec != resolve.NEAR_PREC
        or before.kind not in (*_NARROW, *_WIDE[1:])
    ):
        return False
    between = text[before.span.end : mention.phrase.start]
    digits = any(char.isdigit() for char in between)
    return (digits or mention.rule == "beside") and words.bearing.fullmatch(between) is not None


def _is_narrow(candidate: Candidate) -> bool:
    entries = candidate.name.entries
    return not candidate.person and (not entries or any(entry.kind in _NARROW for entry in entries))
