"""How much one dropped file may ask of the reader: no input, however made, gets more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from toll.errors import UnreadableError
from toll.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for one dropped file and for each document in it.

    `document_bytes` of one article, `depth` of containers in containers, `ratio` of unpacked to packed bytes (once more
    than `unpacked_bytes` came out), `seconds` from one document to the next and `crashes` of members before the rest is
    given up, `memory_bytes` of the process that reads. `spools` is the folder for copies of members too large for
    memory: as much as a file unpacks to, for which `/tmp` may have no room; null for the system's choice.
    """

    document_bytes: int = Settings.max_file_bytes
    depth: int = 4
    ratio: float = 200.0
    unpacked_bytes: int = 200_000_000
    seconds: float = Settings.read_seconds
    crashes: int = 10
    refusals: int = 10_000
    memory_bytes: int = Settings.read_memory_bytes
    spools: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The limits that `settings` ask for."""
        return cls(
            document_bytes=settings.max_file_bytes,
            seconds=settings.read_seconds,
            memory_bytes=settings.read_memory_bytes,
            spools=str(settings.staging),
        )

    @property
    def hunger(self) -> str:
        """Why something is refused that takes more memory than there is."""
        return f"reading it takes more than {self.memory_bytes:,} bytes of memory"


class Budget:
    """Counts what comes out of packed containers against what the file weighs (zip bombs, nested or not)."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self._most = max(limits.unpacked_bytes, limits.ratio * packed)
        self._spent = 0

    def spend(self, size: int) -> None:
        """Count `size` unpacked bytes; raises OverBudgetError where the file unpacks to too many."""
        self._spent += size
        if self._spent > self._most:
            raise OverBudgetError(f"it unpacks to more than {self._most:,.0f} bytes, as only a bomb does")


class OverBudgetError(UnreadableError):
    """The whole file asks for too much: unlike other errors of a member, this ends the reading of the file."""
