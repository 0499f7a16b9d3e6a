"""What an article's wording looks like: a sketch by which two texts are compared without either of them.

Text in, a few bytes out. The share of equal slots of two sketches estimates how many of the five-word runs of both
texts they have in common (MinHash: Broder 1997, "On the resemblance and containment of documents"); with the number of
runs of each it tells how much of one text stands in the other.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from itertools import islice

from rensa import RMinHash

SLOTS = 64
"""Numbers by which sketches are compared; the estimate is off by 0.05 as a rule, by 0.15 hardly ever."""

BYTES = 4 * (SLOTS + 1)
"""A sketch is its slots and how many runs the text has, each 32 bits, the lowest byte first."""

RUN = 5
"""Words in a run: enough that two stories share one only where one quotes the other or both a formula."""

_SEED = 1
_WORD = re.compile(r"\w+")
_SKETCH = struct.Struct(f"<{SLOTS + 1}I")


def fingerprint(text: str) -> bytes:
    """The sketch of `text`, of `BYTES` bytes: the same for texts that differ in case and punctuation alone.

    Sketches made by another version of the algorithm (`RMinHash.ALGORITHM_VERSION`) compare as unlike.
    """
    runs = _runs(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))
    sketch = RMinHash(num_perm=SLOTS, seed=_SEED)
    sketch.update(runs)
    return _SKETCH.pack(*sketch.digest(), len(runs))


def _runs(words: list[str]) -> list[str]:
    """The runs of a text; one that is shorter than a run is one."""
    if len(words) < RUN:
        return [" ".join(words)]
    return list(map(" ".join, zip(*(islice(words, n, None) for n in range(RUN)), strict=False)))
