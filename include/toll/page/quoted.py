"""Texts with the words marked that claims rest on: spans may touch, nest and overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Claim = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same claims; `begins` are those whose quote begins here."""

    text: str
    claims: tuple[Claim, ...]
    begins: tuple[Claim, ...]


def pieces(text: str, claims: Sequence[Claim], offset: int = 0) -> Iterator[Piece]:
    """`text` cut where a quote begins or ends; quotes count from `offset` before it, what lies outside is left out."""
    spans = [(claim["quote_start"] - offset, claim["quote_end"] - offset, claim) for claim in claims]
    inside = [(start, end, claim) for start, end, claim in spans if 0 <= start < end <= len(text)]
    cuts = sorted({0, len(text), *(cut for start, end, _ in inside for cut in (start, end))})
    for start, end in pairwise(cuts):
        over = tuple(claim for first, last, claim in inside if first <= start and end <= last)
        yield Piece(text[start:end], over, tuple(claim for first, _, claim in inside if first == start))


def sentence(claim: Claim) -> tuple[str, str, str]:
    """The sentence of a claim in three: before the quoted words, these, and after; the words alone if it lacks them."""
    before, found, after = str(claim["sentence"]).partition(str(claim["quote"]))
    return (before, found, after) if found else ("", str(claim["quote"]), "")
