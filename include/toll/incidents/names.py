"""The rare names in the words that tell an event ("Hanau", "Boustane"): what two tellings of one event often share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from toll.incidents.facts import UNKNOWN, Facts, Ints

Names = npt.NDArray[np.int32]

KEPT = 6
"""Names kept of each event, the rarest first."""

COMMON_SHARE, COMMON_AT_LEAST = 0.005, 10
"""A name that more than this share of the events have ("France", an agency) tells nothing."""

_NOT_WORD = r"[^\p{L}\p{N}]+"
_NAME = r"^\p{Lu}\p{L}{2,}$"


def gather(facts: Facts) -> Names:
    """Shape (events, KEPT): codes of the names in each event's sentence, but those of its own place; else UNKNOWN."""
    told, word = _words(facts.table["sentence"])
    # A sentence's first word has a capital whatever it is.
    name = (np.diff(told, prepend=UNKNOWN) == 0) & pc.match_substring_regex(word, _NAME).to_numpy(zero_copy_only=False)
    told, word = told[name], pc.utf8_lower(word.filter(pa.array(name)))
    where, place = _words(pc.utf8_lower(_places(facts)))
    both = pc.dictionary_encode(pa.concat_arrays([word, place])).indices.to_numpy().astype(np.int64)
    code, place_code = both[: len(word)], both[len(word) :]
    span = int(both.max(initial=0)) + 1
    pair = np.setdiff1d(told * span + code, where * span + place_code)
    return _rarest(facts.size, pair // span, pair % span)


def shared(names: Names, i: Ints, j: Ints) -> tuple[Ints, Ints]:
    """How many names the events of each pair share, and how many the poorer of the two has."""
    known = (names != UNKNOWN).sum(axis=1)
    possible = np.minimum(known[i], known[j])
    some = np.flatnonzero(possible)
    one, other = names[i[some]], names[j[some]]
    count = np.zeros(len(i), np.int64)
    for place in range(KEPT):
        mine = one[:, place, np.newaxis]
        count[some] += ((mine == other) & (mine != UNKNOWN)).any(axis=1)
    return count, possible


def _places(facts: Facts) -> pa.ChunkedArray:
    columns = [pc.fill_null(facts.table[name], "") for name in ("place_name", "location", "country")]
    return pc.binary_join_element_wise(*columns, " ")


def _words(column: pa.ChunkedArray) -> tuple[Ints, pa.Array]:
    """The position of the row of each word, and the word."""
    split = pc.split_pattern_regex(column, _NOT_WORD).combine_chunks()
    row, word = pc.list_parent_indices(split), pc.list_flatten(split)
    some = pc.not_equal(word, "")
    return row.filter(some).to_numpy().astype(np.int64), word.filter(some)


def _rarest(size: int, event: Ints, code: Ints) -> Names:
    frequency = np.bincount(code, minlength=1)[code]
    telling = frequency <= max(COMMON_AT_LEAST, COMMON_SHARE * size)
    event, code, frequency = event[telling], code[telling], frequency[telling]
    order = np.lexsort((code, frequency, event))
    event, code = event[order], code[order]
    rank = np.arange(len(event)) - np.searchsorted(event, event)
    kept = rank < KEPT
    names = np.full((size, KEPT), UNKNOWN, np.int32)
    names[event[kept], rank[kept]] = code[kept]
    return names
