"""Why an article gives the claims it gives: its sentences with the rules that fired and lost, and numbers passed over.

Built from the same readings as the claims themselves; nothing here changes a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from toll import extract, spacing
from toll.model import Article, Claim, Span
from toll.patterns import Match, Node

_COUNTED = ("count", "victims", "toll", "ordinal")
_INSIDE = {
    "clause": None,
    "part": None,
    "measure": "it counts a measure or an age, not people",
    "generic": "the sentence speaks of harm in general and counts nobody",
    "time": "it belongs to a date",
}
_BARE = {
    "victims": "people, but no word of harm is bound to them",
    "toll": "a toll that no clause takes up",
    "count": "no noun of victims and no word of harm follows it",
    "ordinal": "an order, not a number of people",
}


@dataclass(frozen=True, slots=True)
class Passed:
    """A number of the sentence that made no claim, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its claims; `fired` and `beaten` are rule names with the words that they matched.

    With those beaten stands why.
    """

    text: str
    span: Span
    claims: tuple[Claim, ...]
    fired: tuple[tuple[str, str], ...]
    beaten: tuple[tuple[str, str, str], ...]
    passed: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article as it was dated, and its sentences in order."""

    article: Article
    sentences: tuple[Sentence, ...]


def explain(article: Article) -> Explanation:
    """The trace of `article`; an article without a word of harm has no sentences."""
    trace: list[Match] = []
    form = spacing.even(article.text)
    text = form.text
    settled, readings = extract.read(replace(article, text=text), trace)
    claims = extract.bind(settled, readings).claims
    sentences = []
    for one in readings:
        span = one.sentence.span
        here = [match for match in trace if span.start <= match.start < span.end]
        sentences.append(
            Sentence(
                text=text[span.start : span.end],
                span=form.written(span),
                claims=tuple(claim for claim in claims if claim.sentence_span == span),
                fired=tuple((match.rule, text[match.start : match.end]) for match in here if match.won),
                beaten=tuple((match.rule, text[match.start : match.end], match.lost) for match in here if match.lost),
                passed=tuple(Passed(text[node.start : node.end], why) for node, why in _passed(one.nodes)),
            )
        )
    return Explanation(replace(settled, text=article.text), tuple(sentences))


def _passed(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, str]]:
    for node in nodes:
        if node.symbol in _INSIDE:
            why = _INSIDE[node.symbol]
            if why is not None:
                yield node, why
        elif (found := node.find(*_COUNTED)) is not None:
            yield found, _BARE[found.symbol]
