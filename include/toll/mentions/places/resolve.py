"""Which of the places of a name an article means: the one in the country that the article is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from toll.gazetteer import Entry, PlaceKind
from toll.mentions.places.reading import Candidate
from toll.mentions.places.words import Noun, PlaceWords
from toll.model import Place

_CONTEXT = 3.0
"""What being in the article's country is worth, in powers of ten of inhabitants."""

_NOUN = 14.0
"""A noun of the entry's kind outweighs all else: "la province de l'Equateur" is not the country of that name."""

_QUALIFIED = 12.0
_WORLD_CITY, _OUTSHINES = 500_000, 10
"""Inhabitants, and the ratio, from which on context no longer makes a town of the same name the one meant."""

_AT_HOME = 0.2
_CLEAR = 1.0
"""A name votes for its best candidate's country where that outweighs the best abroad by this much."""

_LARGE = 100_000
"""From this many inhabitants on a town needs no preposition to be believed."""

_LARGE_ALTERNATE = 500_000
_MIDDLING = 20_000
"""From this many on a bare name is believed in an article on its country; fewer need at least a "de"."""

_HOME = 0.5
"""How much an article must speak of a country to have its small towns believed."""

_HEADLINE, _LEAD = 200, 800
"""Characters of the headline, whose places count three times, and of the lead, whose count twice."""

_LITTLE = 0.3
"""What a town of middling size counts where something happens, beside 1 to 6 for larger places."""

NEAR_PREC = 2
PART_PREC = 5
_SEA_PREC = 7

Votes = Mapping[str, float]


def weigh(candidates: Iterable[Candidate], adjectives: Iterable[tuple[int, int, str]]) -> Votes:
    """Country → 0 to 1, how much the article speaks of it; the first is 1."""
    count: defaultdict[str, float] = defaultdict(float)
    for candidate in candidates:
        code = None if candidate.person else _clear_country(candidate.name.entries)
        if code and _believable(candidate.name.entries[0]):
            count[code] += (2.0 if candidate.intro.locative else 1.0) * position(candidate.start)
        elif code and candidate.intro.locative and _tells_little(candidate.name.entries[0]):
            count[code] += _LITTLE
    for start, _, code in adjectives:
        count[code] += 0.5 * position(start)
    top = max(count.values(), default=1.0)
    return {code: votes / top for code, votes in count.items()}


def position(start: int) -> float:
    """How much more a place counts for standing early in the article."""
    return 3.0 if start < _HEADLINE else 2.0 if start < _LEAD else 1.0


def _clear_country(entries: tuple[Entry, ...]) -> str | None:
    if not entries:
        return None
    best = entries[0]
    abroad = [entry for entry in entries if entry.place.country_code != best.place.country_code]
    shared = any(entry.kind is PlaceKind.COUNTRY for entry in abroad)
    clear = best.weight - max((entry.weight for entry in abroad), default=0.0) >= _CLEAR
    return best.place.country_code if clear and not shared else None


def _believable(entry: Entry) -> bool:
    return entry.kind is not PlaceKind.TOWN or entry.population >= _LARGE


def _tells_little(entry: Entry) -> bool:
    """Whether a smaller town may tell which country is spoken of, where nothing larger does."""
    return entry.vouched and entry.population >= _MIDDLING


def choose(candidate: Candidate, countries: Votes, qualifier: str | None) -> Entry | None:
    """The entry meant, by size, context and noun of place; null where the name has none.

    `qualifier` is the country named right after ("Valence (Espagne)").
    """
    entries = candidate.name.entries
    if candidate.name.words == 1 and entries and all(_strange(candidate, e, countries, qualifier) for e in entries):
        return None
    if len(entries) < 2:
        return entries[0] if entries else None
    noun, top = candidate.intro.noun, entries[0]

    def fit(entry: Entry) -> float:
        weight, code = entry.weight, entry.place.country_code or ""
        if noun and entry.kind is noun.kind:
            weight += _NOUN
        if qualifier and code == qualifier:
            weight += _QUALIFIED
        return weight if _outshone(entry, top) else weight + _CONTEXT * (countries.get(code, 0.0) if code else 1.0)

    return max(entries, key=fit)


def _strange(candidate: Candidate, entry: Entry, countries: Votes, qualifier: str | None) -> bool:
    """Whether a town is only a namesake abroad: "Lanas (Ardèche)" is not in the Philippines, nor "Boni" in Mali Bonn.

    By the country that the words say; else by the article's, for a name that only some give to the town, and for small
    towns where the words say that it is a quarter.
    """
    if entry.kind is not PlaceKind.TOWN:
        return False
    if entry.population >= _WORLD_CITY and not qualifier:
        return False
    small = entry.population < _LARGE or not entry.vouched
    if qualifier:
        return small and entry.place.country_code != qualifier
    noun = candidate.intro.noun
    quarter = noun is not None and noun.kind is PlaceKind.QUARTER
    return bool(countries) and small and _home(entry, countries) < _AT_HOME and (quarter or not entry.vouched)


def _outshone(entry: Entry, top: Entry) -> bool:
    """Whether `top` is so much larger that only words can say that another is meant: Boston is not in Lincolnshire."""
    known = top.vouched and top.population >= _WORLD_CITY and entry.population > 0
    return known and entry.kind is PlaceKind.TOWN and entry.population * _OUTSHINES <= top.population


def believed(
    candidate: Candidate, entry: Entry, countries: Votes, located: AbstractSet[str], words: PlaceWords
) -> bool:
    """Whether the name is a place here, rather than a person, a thing or a word that opens a sentence.

    `located` holds the names that are said to be places elsewhere in the article.
    """
    intro, name = candidate.intro, candidate.name
    plainly = intro.locative and (intro.noun is not None or intro.preposition in words.prepositions)
    if candidate.person:
        return False
    if name.key in words.direction_names:
        return _division(intro.noun) and countries.get(entry.place.country_code or "", 0.0) >= _AT_HOME
    if intro.noun and _lends_its_name(candidate, entry, countries):
        return False
    if name.key in words.cautious:
        return plainly
    if entry.kind not in (PlaceKind.TOWN, PlaceKind.PROVINCE):
        return True
    if name.common:
        return plainly and not intro.article
    if intro.locative or name.key in located:
        return entry.vouched or entry.population >= _LARGE or _home(entry, countries) >= _AT_HOME
    return _known(candidate, entry, countries)


def _home(entry: Entry, countries: Votes) -> float:
    return countries.get(entry.place.country_code or "", 0.0)


def _lends_its_name(candidate: Candidate, entry: Entry, countries: Votes) -> bool:
    """Whether the town is only what something is called by: "rue de Rivoli", "hôpital Saint-Joseph", "mer de Kara"."""
    noun = candidate.intro.noun
    if noun is None or entry.kind not in (PlaceKind.TOWN, PlaceKind.PROVINCE):
        return False
    if noun.kind is PlaceKind.SEA or noun.own_name:
        return True
    strange = entry.population < _LARGE and _home(entry, countries) < _AT_HOME
    return noun.kind is PlaceKind.FACILITY and (candidate.intro.preposition is None or strange)


def _division(noun: Noun | None) -> bool:
    """Only "la région du Nord" is a place; "le Nord" is a direction."""
    return noun is not None and noun.kind in (PlaceKind.PROVINCE, PlaceKind.DISTRICT)


def _known(candidate: Candidate, entry: Entry, countries: Votes) -> bool:
    """Whether a town or province needs no preposition: it is large, or lies where the article is about."""
    if entry.population >= (_LARGE if entry.vouched else _LARGE_ALTERNATE):
        return True
    at_home = entry.vouched and countries.get(entry.place.country_code or "", 0.0) >= _HOME
    if at_home and entry.place.geonameid is None and entry.kind is PlaceKind.TOWN:
        return True  # a town of our own list, there for its news
    introduced = candidate.intro.preposition is not None or entry.population >= _MIDDLING
    return at_home and introduced and not (candidate.starts_sentence and candidate.name.words == 1)


def place_of(candidate: Candidate, entry: Entry, text: str) -> Place:
    """The entry's place under the article's words, its where_prec as the words before it say (UCDP GED, 1 to 7)."""
    name = " ".join(text[candidate.start - candidate.intro.quoted : candidate.end].split())
    prec = _prec(candidate, entry)
    if name == entry.place.name and prec == entry.place.where_prec:
        return entry.place
    return replace(entry.place, name=name, where_prec=prec)


def _prec(candidate: Candidate, entry: Entry) -> int:
    relation, noun, prec = candidate.intro.relation, candidate.intro.noun, entry.place.where_prec
    exact = prec <= NEAR_PREC
    if relation == "offshore":
        return _SEA_PREC
    if relation in ("near", "beside") and exact:
        return NEAR_PREC
    if relation in ("part", "beside") and entry.kind is PlaceKind.COUNTRY:
        return PART_PREC
    return max(prec, noun.prec) if noun and exact else prec
