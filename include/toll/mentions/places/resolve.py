"""Which of the places of a name an article means: the one in the country that the article is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from toll.gazetteer import Entry, PlaceKind
from toll.mentions.places.reading import Candidate
from toll.mentions.places.words import PlaceWords
from toll.model import Place

_CONTEXT = 3.0
"""What being in the article's country is worth, in powers of ten of inhabitants."""

_NOUN = 5.0
_NOUN_AT_HOME = 14.0
_AT_HOME = 0.2
"""A noun of the kind, and the same in a country that the article speaks of at least so much: "la province de
l'Equateur" in an article on the Congo is not the country of that name."""

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


def weigh(candidates: Iterable[Candidate], adjectives: Iterable[tuple[int, int, str]]) -> Votes:
    """Country → 0 to 1, how much the article speaks of it; the first is 1."""
    count: defaultdict[str, float] = defaultdict(float)
    for candidate in candidates:
        code = None if candidate.person else _clear_country(candidate.name.entries)
        if code:
            count[code] += (2.0 if candidate.intro.locative else 1.0) * _position(candidate.start)
    for start, _, code in adjectives:
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
    entries = candidate.name.entries
    if len(entries) < 2:
        return entries[0] if entries else None
    noun = candidate.intro.noun

    def fit(entry: Entry) -> float:
        weight, code = entry.weight, entry.place.country_code or ""
        home = countries.get(code, 0.0)
        if noun and entry.kind is noun.kind:
            weight += _NOUN_AT_HOME if home >= _AT_HOME else _NOUN
        return weight + _CONTEXT * home + (_QUALIFIED if qualifier and code == qualifier else 0.0)

    return max(entries, key=fit)


def believed(candidate: Candidate, entry: Entry, countries: Votes, words: PlaceWords) -> bool:
    """Whether the name is a place here, rather than a person, a thing or a word that opens a sentence."""
    intro, code = candidate.intro, entry.place.country_code
    if candidate.person:
        return False
    if candidate.name.key in words.direction_names:
        return intro.noun is not None and countries.get(code or "", 0.0) >= _AT_HOME
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
    name = " ".join(text[candidate.start - candidate.intro.quoted : candidate.end].split())
    prec = _prec(candidate, entry)
    if name == entry.place.name and prec == entry.place.where_prec:
        return entry.place
    return replace(entry.place, name=name, where_prec=prec)


def _prec(candidate: Candidate, entry: Entry) -> int:
    relation, noun, prec = candidate.intro.relation, candidate.intro.noun, entry.place.where_prec
    exact = prec <= _BESIDE_PREC
    if relation == "offshore":
        return _SEA_PREC
    if relation in ("near", "beside") and exact:
        return _BESIDE_PREC
    if relation in ("part", "beside") and entry.kind is PlaceKind.COUNTRY:
        return PART_PREC
    return max(prec, noun.prec) if noun and exact else prec
