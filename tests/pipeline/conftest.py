"""Dispatches written for these tests, and a data folder into which a mixed lot of files was dropped."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from dropping import Drop
from toll.settings import Settings

AT = datetime(2022, 3, 5, 6, 7, 8, tzinfo=UTC)

MENAKA = """date: 2022-03-05

Au moins douze soldats ont été tués vendredi dans une embuscade près de Ménaka, dans le nord-est du Mali, a annoncé
l'armée. Sept autres ont été blessés.
"""

HERAT = """date: 2022-03-04

Un attentat à la bombe a fait quatre morts et onze blessés jeudi à Hérat, dans l'ouest de l'Afghanistan, selon un
responsable de l'hôpital.
"""

LOT = MappingProxyType(
    {
        "menaka.txt": MENAKA.encode(),
        "herat.txt": HERAT.encode(),
        "afp/menaka (1).txt": MENAKA.encode(),
        "menaka other spaces.txt": MENAKA.replace("\n", "\r\n").encode(),
        "english.txt": b"Twelve soldiers were killed on Friday in an ambush near Menaka, the army said in a statement.",
        "empty.txt": b"",
        "picture.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "latin.txt": HERAT.encode("cp1252"),
        "line\nbreak\x1b[31m.txt": HERAT.replace("quatre", "cinq").encode(),
        b"caf\xe9.txt": HERAT.replace("quatre", "six").encode(),
    }
)
"""Good files and bad ones, by the names under which they are dropped."""


@pytest.fixture
def lot(settings: Settings, drop: Drop) -> Settings:
    """Settings whose inbox holds the lot, and a link; small batches."""
    for name, content in LOT.items():
        drop(name, content)
    (settings.inbox / "link.txt").symlink_to("/etc/hostname")
    os.utime(settings.inbox / "link.txt", (0, 0), follow_symlinks=False)
    return replace(settings, batch_bytes=700)
