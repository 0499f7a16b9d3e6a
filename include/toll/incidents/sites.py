"""What was hit, in the words that tell an event: a market, a mosque, a convoy (`languages/<code>/sites.yaml`).

Two attacks of one town and day are often told apart by this alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import numpy as np
import pyarrow.compute as pc
from pydantic import ConfigDict, RootModel

from toll import languages, packs
from toll.errors import ConfigurationError
from toll.incidents.facts import Facts, Ints
from toll.lexicon import forms

MOST_KINDS = 62
"""Kinds of sites are bits of one number."""


class SiteWords(RootModel[dict[str, tuple[str, ...]]]):
    """Kind of site → words and phrases, in the notation of the word lists."""

    model_config = ConfigDict(frozen=True)


def gather(facts: Facts) -> Ints:
    """For each event the kinds of sites that its sentences name, as bits; 0 where they name none."""
    pattern, bits = _words()
    event = np.asarray(pc.list_parent_indices(facts.told).to_numpy(), dtype=np.int64)
    sentences = pc.utf8_lower(pc.list_flatten(facts.told)).to_pylist()
    found = np.zeros(facts.size, np.int64)
    for row, sentence in zip(event.tolist(), sentences, strict=True):
        for match in pattern.finditer(sentence):
            found[row] |= bits[match[0]]
    return found


@cache
def _words() -> tuple[re.Pattern[str], Mapping[str, int]]:
    """Every listed word of every pack, the longest first, and its bit; ConfigurationError for one listed twice."""
    kinds: dict[str, int] = {}
    bits: dict[str, int] = {}
    for code in sorted(languages.supported()):
        path = languages.LANGUAGES / code / "sites.yaml"
        for kind, written in packs.load(path, SiteWords).root.items():
            bit = 1 << kinds.setdefault(kind, len(kinds))
            for word in (form for entry in written for form in forms(entry)):
                if bits.setdefault(word, bit) != bit:
                    raise ConfigurationError(f"{path}: {word!r} is listed twice; keep one")
    if len(kinds) > MOST_KINDS:
        raise ConfigurationError(f"{languages.LANGUAGES}: {len(kinds)} kinds of sites; there can be {MOST_KINDS}")
    longest_first = sorted(bits, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), bits
