"""Helper columns on what a row points to: its article, its event, its whole, the text at its offsets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toll.codes import CountKind, IncidentStatus
from toll.tables import JUDGED
from toll.validate.parts import Parts

NOT_FOUND = "(not found)"
"""Stands for what a row points to where that is not there, so that the comparison fails."""

ABOUT_ALLOWS = 1.5
"""A whole that is only "about N" is not contradicted by a part of up to one and a half times N."""


def earlier_rows_of_key(parts: Parts, table: str) -> Iterator[int]:
    """How many rows above have the same key: of rows with one key the first stays."""
    key = next(t.key for t in JUDGED if t.name == table)
    seen: Counter[tuple[object, ...]] = Counter()
    for value in parts.rows(table, *key):
        yield seen[value]
        seen[value] += 1


def found_in_articles(parts: Parts, table: str, column: str) -> Iterator[str | None]:
    """The row's `column`, an article_id, where `articles` has it."""
    articles = set(parts.column("articles", "article_id"))
    return (article if article in articles else None for article in parts.column(table, column))


def original_is_copy(parts: Parts) -> Iterator[bool]:
    """Whether the article that the row names as original is itself named as a copy."""
    copies = set(parts.column("article_copies", "article_id"))
    return (original in copies for original in parts.column("article_copies", "duplicate_of"))


def newer_uri(parts: Parts) -> Iterator[str | None]:
    """The dispatch of which the superseding article is an issue."""
    uris = parts.by("articles", "article_id", "uri")
    return (uris.get(newer, (None,))[0] for newer in parts.column("article_revisions", "superseded_by"))


def newer_is_past(parts: Parts) -> Iterator[bool]:
    """Whether the superseding article is itself superseded, by another than itself."""
    newer = dict(parts.rows("article_revisions", "article_id", "superseded_by"))
    return (newer.get(one, one) != one for one in parts.column("article_revisions", "superseded_by"))


def own_without_withdrawal(parts: Parts) -> Iterator[bool]:
    """Whether the article is superseded by itself, and withdraws nothing."""
    withdrawn = parts.by("articles", "article_id", "is_withdrawn")
    for article, newer in parts.rows("article_revisions", "article_id", "superseded_by"):
        yield article == newer and not withdrawn.get(article, (False,))[0]


def article_of_event(parts: Parts) -> Iterator[str | None]:
    """The article of the claim's event."""
    events = parts.by("events", "event_id", "article_id")
    return (events[event][0] if event in events else None for event in parts.column("claims", "event_id"))


def article_of_claim(parts: Parts, reference: str) -> Iterator[str | None]:
    """The article of the claim that `part_of` or `same_as` names; NOT_FOUND where no claim has that id."""
    claims = parts.by("claims", "claim_id", "article_id")
    for other in parts.column("claims", reference):
        yield None if other is None else claims.get(other, (NOT_FOUND,))[0]


def text_at(parts: Parts, table: str, words: str) -> Iterator[str | None]:
    """The characters of the article at the offsets of the column `words`."""
    texts = parts.by("articles", "article_id", "text")
    for article, start, end in parts.rows(table, "article_id", f"{words}_start", f"{words}_end"):
        text = texts.get(article, (None,))[0]
        unknown = text is None or start is None or end is None
        yield None if unknown else text[max(start, 0) : max(end, 0)]


def sentence_around_quote(parts: Parts) -> Iterator[bool | None]:
    """Whether the claim's sentence stands in the article where it holds the quote."""
    texts = parts.by("articles", "article_id", "text")
    for article, sentence, start, end in parts.rows("claims", "article_id", "sentence", "quote_start", "quote_end"):
        text = texts.get(article, (None,))[0]
        if text is None or sentence is None or start is None or end is None:
            yield None
        else:
            yield text.find(sentence, max(end - len(sentence), 0), max(start, 0) + len(sentence)) >= 0


def count_text_in_sentence(parts: Parts) -> Iterator[bool | None]:
    """Whether the words of the number stand in the sentence, whose white space may be uneven."""
    for words, sentence in parts.rows("claims", "count_text", "sentence"):
        unknown = words is None or sentence is None
        yield None if unknown else words in sentence or " ".join(words.split()) in " ".join(sentence.split())


def numbers_given(parts: Parts) -> Iterator[int]:
    """How many of low, best and high are given."""
    return (sum(number is not None for number in figure) for figure in parts.rows("claims", "low", "best", "high"))


def comes_back(parts: Parts, reference: str) -> Iterator[bool | None]:
    """Whether following `reference` from claim to claim leads back to the claim."""
    following = dict(parts.rows("claims", "claim_id", reference))
    for claim, other in parts.rows("claims", "claim_id", reference):
        yield None if other is None else _leads_to(claim, other, following)


def _leads_to(goal: str, claim: str | None, following: dict[str, str | None]) -> bool:
    seen: set[str | None] = set()
    while claim is not None and claim != goal and claim not in seen:
        seen.add(claim)
        claim = following.get(claim)
    return claim == goal


def part_at_least(parts: Parts) -> Iterator[int | None]:
    """The least that a part may be: low, else best; null where the claim is no part."""
    for whole, low, best in parts.rows("claims", "part_of", "low", "best"):
        yield None if whole is None else low if low is not None else best


def whole_at_most(parts: Parts) -> Iterator[int | None]:
    """The most that the claim's whole may be; null where it sets no limit ("at least 25", "dozens")."""
    wholes = parts.by("claims", "claim_id", "high", "best", "count_kind")
    for whole in parts.column("claims", "part_of"):
        high, best, kind = wholes.get(whole, (None, None, None))
        about = int(best * ABOUT_ALLOWS) if best is not None and kind == CountKind.ABOUT.value else None
        yield high if high is not None else about


def claims_found(parts: Parts) -> Iterator[int]:
    """How many claims name the event."""
    found = Counter(parts.column("claims", "event_id"))
    return (found[event] for event in parts.column("events", "event_id"))


def events_found(parts: Parts) -> Iterator[int | None]:
    """How many events are linked to the incident; null where it is no longer current."""
    found = Counter(parts.column("incident_events", "incident_id"))
    for incident, status in parts.rows("incidents", "incident_id", "status"):
        yield found[incident] if status == IncidentStatus.CURRENT.value else None


def current_rows(parts: Parts) -> Iterator[int]:
    """How many rows of the incident are current."""
    rows = parts.rows("incidents", "incident_id", "status")
    found = Counter(incident for incident, status in rows if status == IncidentStatus.CURRENT.value)
    return (found[incident] for incident in parts.column("incidents", "incident_id"))


def incident_found(parts: Parts) -> Iterator[str | None]:
    """The link's incident_id where `incidents` has it."""
    incidents = set(parts.column("incidents", "incident_id"))
    return (i if i in incidents else None for i in parts.column("incident_events", "incident_id"))
