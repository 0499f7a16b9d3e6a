"""Files changed at random, the same for the same number: bits, bytes, blocks, cuts, lengths and words of the format."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Parts = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A good file and its name; where it packs others, its `parts` and how they are packed."""

    name: str
    raw: bytes
    parts: Parts | None = None
    pack: Callable[[Parts], bytes] | None = None
    mend: Callable[[bytes], bytes] | None = None
    """What sets right the checksums of a changed file, without which it is not looked at any further."""


_TIMES = (1, 1, 1, 2, 3, 6)
"""How often a file is changed: mostly once, or nothing would come through."""

_LONGEST = 300_000
"""Bytes beyond which a file is cut: the same blocks may be doubled again and again."""

_NUMBERS = (
    *(
        b"0",
        b"-1",
        b"1",
        b"255",
        b"65535",
        b"65536",
        b"2147483647",
        b"4294967295",
        b"4294967296",
        b"99999999999999999999",
    ),
    *(b"1e999", b"NaN", b"9" * 400),
)
_WIDE = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 2**64 - 1)
_STRANGE = (
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\r\n\r\n", b"\n", b'"'),
    *(
        "\u202e".encode(),
        "\u2028".encode(),
        "\x85".encode(),
        b"\x1b[31m",
        b"../../etc/passwd",
        b"\\ud800",
        b"&#0;",
        b"%s%n",
    ),
)


def mutated(seeds: Sequence[Seed], words: Sequence[bytes], number: int) -> Seed:
    """One of `seeds`, changed in one to six ways, or in what it packs; `words` are what its format is written in."""
    draw = random.Random(number)  # noqa: S311
    seed, other = draw.choice(seeds), draw.choice(seeds)
    if seed.parts and seed.pack and draw.random() < 0.6:
        part = draw.choice(list(seed.parts))
        changed = _changed(draw, seed.parts[part], draw.choice(list((other.parts or seed.parts).values())), words)
        return Seed(name=seed.name, raw=seed.pack({**seed.parts, part: changed}))
    raw = _changed(draw, seed.raw, other.raw, words)
    return Seed(name=seed.name, raw=seed.mend(raw) if seed.mend and draw.random() < 0.7 else raw)


def _changed(draw: random.Random, raw: bytes, other: bytes, words: Sequence[bytes]) -> bytes:
    held = bytearray(raw)
    for _ in range(draw.choice(_TIMES)):
        draw.choice(_WAYS)(draw, held, other, words)
        del held[_LONGEST:]
    return bytes(held)


def _bit(draw: random.Random, held: bytearray, *_: object) -> None:
    if held:
        held[draw.randrange(len(held))] ^= 1 << draw.randrange(8)


def _byte(draw: random.Random, held: bytearray, *_: object) -> None:
    if held:
        held[draw.randrange(len(held))] = draw.randrange(256)


def _inserted(draw: random.Random, held: bytearray, *_: object) -> None:
    at = draw.randint(0, len(held))
    held[at:at] = draw.randbytes(draw.choice((1, 1, 2, 4, 30)))


def _lost(draw: random.Random, held: bytearray, *_: object) -> None:
    at = draw.randint(0, len(held))
    del held[at : at + draw.choice((1, 1, 2, 8, 100, 1000))]


def _doubled(draw: random.Random, held: bytearray, *_: object) -> None:
    start = draw.randint(0, len(held))
    block = bytes(held[start : start + draw.choice((4, 32, 256, 4096))])
    at = draw.randint(0, len(held))
    held[at:at] = block * draw.choice((1, 1, 2, 16, 300))


def _cut(draw: random.Random, held: bytearray, *_: object) -> None:
    del held[draw.randint(0, len(held)) :]


def _spliced(draw: random.Random, held: bytearray, other: bytes, *_: object) -> None:
    start = draw.randint(0, len(other))
    held[draw.randint(0, len(held)) :] = other[start:]


def _word(draw: random.Random, held: bytearray, _: object, words: Sequence[bytes]) -> None:
    at = draw.randint(0, len(held))
    word = draw.choice((*words, *_STRANGE)) * draw.choice((1, 1, 1, 2, 50, 3000))
    held[at : at + draw.choice((0, len(word)))] = word[:_LONGEST]


def _written_number(draw: random.Random, held: bytearray, *_: object) -> None:
    """A number that is written in digits becomes another one."""
    digits = [at for at, byte in enumerate(held) if 0x30 <= byte <= 0x39]
    if digits:
        start = end = draw.choice(digits)
        while end < len(held) and 0x30 <= held[end] <= 0x39:
            end += 1
        held[start:end] = draw.choice(_NUMBERS)


def _binary_number(draw: random.Random, held: bytearray, *_: object) -> None:
    """Two, four or eight bytes become a length that nothing has."""
    width = draw.choice((2, 4, 8))
    at = draw.randint(0, max(0, len(held) - width))
    value = draw.choice(_WIDE) & ((1 << 8 * width) - 1)
    held[at : at + width] = value.to_bytes(width, draw.choice(("little", "big")))


_WAYS = (_bit, _byte, _inserted, _lost, _doubled, _cut, _spliced, *[_word] * 2, _written_number, *[_binary_number] * 2)
