"""What `toll explain` shows, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from toll.explain import Explanation, Sentence
from toll.statistics import Dossier

_SPANS = ("sentence_start", "sentence_end")
_FIGURES = ("low", "best", "high")

SCHEMA = pa.schema(
    [
        ("article", pa.int32()),
        ("kind", pa.string()),
        *((name, pa.int32()) for name in _SPANS),
        *((name, pa.string()) for name in ("sentence", "rule", "words", "why", "outcome", "victim_group")),
        *((name, pa.int64()) for name in _FIGURES),
        ("claim_id", pa.string()),
    ]
)
"""`kind` is published, claim, fired, lost or passed; `article` counts the articles of the file from 1."""

_OF_FIGURES = (
    "toll",
    "claim_id",
    *_FIGURES,
    "count_text",
    "quote",
    "sources",
    "outlet",
    "published_start",
    "article_id",
)


def rows(explanations: Iterable[Explanation], *, every: bool) -> pa.Table:
    """One row a word that dates the article, claim, rule that fired or lost, and number that was passed over.

    Sentences without a claim or such a number are left out unless `every` is wanted.
    """
    told = [
        {"article": number, **row}
        for number, explanation in enumerate(explanations, 1)
        for row in _of_article(explanation, every=every)
    ]
    return pa.Table.from_pylist(told, schema=SCHEMA)


def figures(dossier: Dossier) -> pa.Table:
    """One row a toll of an incident and a claim that it rests on; low, best and high say which bounds do."""
    wanted = [{name: row[name] for name in _OF_FIGURES} for row in dossier.figures]
    return pa.Table.from_pylist(wanted, schema=_figures_schema())


def _figures_schema() -> pa.Schema:
    kinds = dict.fromkeys(_FIGURES, pa.bool_()) | {"sources": pa.list_(pa.string()), "published_start": pa.date32()}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in _OF_FIGURES])


def _of_article(explanation: Explanation, *, every: bool) -> Iterator[dict[str, Any]]:
    published = explanation.article.published
    for words in published.evidence:
        yield {"kind": "published", "words": words, "why": str(published.basis)}
    for sentence in explanation.sentences:
        if every or sentence.claims or sentence.passed:
            span = {"sentence_start": sentence.span.start, "sentence_end": sentence.span.end, "sentence": sentence.text}
            yield from (row | span for row in _of_sentence(sentence))


def _of_sentence(sentence: Sentence) -> Iterator[dict[str, Any]]:
    for claim in sentence.claims:
        figure = {bound: getattr(claim.figure, bound) for bound in _FIGURES}
        told = {"words": claim.quote, "outcome": str(claim.outcome), "victim_group": str(claim.victim_group)}
        yield {"kind": "claim", "rule": claim.rule, "claim_id": claim.claim_id, **told, **figure}
    for rule, words in sentence.fired:
        yield {"kind": "fired", "rule": rule, "words": words}
    for rule, words, why in sentence.beaten:
        yield {"kind": "lost", "rule": rule, "words": words, "why": why}
    for passed in sentence.passed:
        yield {"kind": "passed", "words": passed.text, "why": passed.reason}
