"""The hand that drops files into an inbox: what the fixture `drop` gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Drop = Callable[..., Path]
