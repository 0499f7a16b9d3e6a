"""The rare names in the words that tell an event ("Hanau", "Boustane"): what two tellings of one event often share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from toll.incidents.everyday import is_everyday
from toll.incidents.facts import UNKNOWN, Facts, Ints, ints

Names = npt.NDArray[np.int32]

KEPT = 6
"""Names kept of each event, the longest first: a long name is seldom shared by chance."""

_NOT_WORD = r"[^\p{L}\p{N}]+"
_NAME = r"^\p{Lu}\p{L}{2,}$"


def gather(facts: Facts) -> Names:
    """Shape (events, KEPT): codes of the telling names in each event's sentences, but those of its own place.

    UNKNOWN fills the row; codes are equal where names are, within this call alone.
    """
    sentence, word = _words(pc.list_flatten(facts.told))
    # A sentence's first word has a capital whatever it is.
    inside = np.diff(sentence, prepend=UNKNOWN) == 0
    name = inside & pc.match_substring_regex(word, _NAME).to_numpy(zero_copy_only=False)
    told = pc.list_parent_indices(facts.told).to_numpy().astype(np.int64)[sentence[name]]
    word = pc.utf8_lower(word.filter(pa.array(name)))
    where, place = _words(pc.utf8_lower(_places(facts)))
    known = pc.unique(pa.concat_arrays([word, place]))
    code, place_code = ints(pc.index_in(word, known)), ints(pc.index_in(place, known))
    pair = np.setdiff1d(told * len(known) + code, where * len(known) + place_code)
    rank = _rank(known)
    event, code = pair // max(len(known), 1), pair % max(len(known), 1)
    return _first(facts.size, event[rank[code] >= 0], code[rank[code] >= 0], rank)


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


def _places(facts: Facts) -> pa.Array:
    columns = [pc.fill_null(facts.table[name], "") for name in ("place_name", "location", "country")]
    return pc.binary_join_element_wise(*columns, " ").combine_chunks()


def _words(column: pa.Array) -> tuple[Ints, pa.Array]:
    """The position of the row of each word, and the word."""
    split = pc.split_pattern_regex(column, _NOT_WORD)
    row, word = pc.list_parent_indices(split), pc.list_flatten(split)
    some = pc.not_equal(word, "")
    return row.filter(some).to_numpy().astype(np.int64), word.filter(some)


def _rank(words: pa.Array) -> Ints:
    """The place of each word in the order in which names are kept; UNKNOWN for those that tell nothing."""
    texts = words.to_pylist()
    telling = [n for n, text in enumerate(texts) if not is_everyday(text)]
    rank = np.full(len(texts), UNKNOWN, np.int64)
    rank[sorted(telling, key=lambda n: (-len(texts[n]), texts[n]))] = np.arange(len(telling))
    return rank


def _first(size: int, event: Ints, code: Ints, rank: Ints) -> Names:
    order = np.lexsort((rank[code], event))
    event, code = event[order], code[order]
    nth = np.arange(len(event)) - np.searchsorted(event, event)
    kept = nth < KEPT
    names = np.full((size, KEPT), UNKNOWN, np.int32)
    names[event[kept], nth[kept]] = code[kept]
    return names
