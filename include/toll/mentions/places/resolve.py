"""Which of the places of a name an article means: the one in the country that the article is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from toll.gazetteer import Entry, PlaceKind
from toll.mentions.places.mention import Candidate
from toll.mentions.places.words import PlaceWords
from toll.model import Place

_CONTEXT = 3.0
"""What being in the article's country is worth, in powers of ten of inhabitants."""

_NOUN = 5.0
_QUALIFIED = 6.0
_CLEAR = 1.0
"""A name votes for its best candidate's country where that outweighs the best abroad by this much."""

_LARGE = 100_000
"""From this many inhabitants on a town needs no preposition to be believed."""

_LARGE_ALTERNATE = 500_000
_LEAD = 600
"""Characters of headline and lead, whose places count twice."""

_BESIDE_PREC = 2
PART_PREC = 5
_SEA_PREC = 7

Votes = Mapping[str, float]


def votes(candidates: Iterable[Candidate], adjectives: Iterable[tuple[int, str]]) -> Votes:
    """Country → 0 to 1, how much the article speaks of it; the first is 1."""
    count: defaultdict[str, float] = defaultdict(float)
    for candidate in candidates:
        code = None if candidate.person else _clear_country(candidate.name.entries)
        if code:
            count[code] += (2.0 if candidate.intro.locative else 1.0) * _position(candidate.span.start)
    for start, code in adjectives:
        count[code] += 0.5 * _position(start)
    top = max(count.values(), default=1.0)
    return {code: votes / top for code, votes in count.items()}


def _position(start: int) -> float:
    return 2.0 if start < _LEAD else 1.0


def _clear_country(entries: tuple[Entry, ...]) -> str | None:
    if not entries:
        return None
    best = entries[0]
    abroad = (e.weight for e in entries if e.place.country_code != best.place.country_code)
    believable = best.kind is not PlaceKind.TOWN or best.population >= _LARGE
    return best.place.country_code if believable and best.weight - max(abroad, default=0.0) >= _CLEAR else None


def choose(candidate: Candidate, countries: Votes, qualifier: str | None) -> Entry | None:
    """The entry meant, by size, context and noun of place; null where the name has none.

    `qualifier` is the country named right after ("Valence (Espagne)").
    """
    noun = candidate.intro.noun

    def fit(entry: Entry) -> float:
        code = entry.place.country_code
        return (
            entry.weight
            + _CONTEXT * countries.get(code or "", 0.0)
            + (_NOUN if noun and entry.kind is noun.kind else 0.0)
            + (_QUALIFIED if qualifier and code == qualifier else 0.0)
        )

    return max(candidate.name.entries, key=fit, default=None)


def believed(candidate: Candidate, entry: Entry, countries: Votes, words: PlaceWords) -> bool:
    """Whether the name is a place here, rather than a person, a thing or a word that opens a sentence."""
    intro, code = candidate.intro, entry.place.country_code
    if candidate.person:
        return False
    if intro.locative and (intro.noun or intro.relation or intro.preposition):
        return True
    if candidate.name.key in words.cautious:
        return False
    if entry.kind not in (PlaceKind.TOWN, PlaceKind.PROVINCE):
        return True
    if entry.population >= (_LARGE if entry.vouched else _LARGE_ALTERNATE):
        return True
    at_home = countries.get(code or "", 0.0) >= 0.5 and entry.vouched
    return at_home and not (candidate.starts_sentence and candidate.name.words == 1)


def place_of(candidate: Candidate, entry: Entry, text: str) -> Place:
    """The entry's place under the article's words, its where_prec as the words before it say (UCDP GED, 1 to 7)."""
    intro = candidate.intro
    name = text[intro.name_start : candidate.span.end]
    return replace(entry.place, name=" ".join(name.split()), where_prec=_prec(candidate, entry))


def _prec(candidate: Candidate, entry: Entry) -> int:
    intro, prec = candidate.intro, entry.place.where_prec
    exact = prec <= _BESIDE_PREC
    if intro.relation == "offshore":
        return _SEA_PREC
    if intro.relation in ("near", "beside") and exact:
        return _BESIDE_PREC
    if intro.relation in ("part", "beside") and entry.kind is PlaceKind.COUNTRY:
        return PART_PREC
    return max(prec, intro.noun.prec) if intro.noun and exact else prec
