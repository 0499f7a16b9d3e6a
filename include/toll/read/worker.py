"""The process that reads what strangers made: `python -m toll.read.worker`, told one file a line.

It answers with lines of JSON (`wire`), among them `member` before each member of a container and `end`, `unreadable` or
`failed` after each file. It gets no more memory than the limits say, and whoever started it kills it when it is silent
too long.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

from toll.errors import UnreadableError
from toll.files import content
from toll.read import wire
from toll.read.limits import Limits
from toll.read.reading import found


class Teller:
    """Tells of each member; passes over those told before, refuses the one that the reader before this died of.

    What is attached to a member, as to a mail in a zip, is part of it: it is passed over or refused with it.
    """

    def __init__(self, out: BinaryIO, done: int, reason: str | None) -> None:
        self._out = out
        self._begun = 0
        self._depth = 0
        self._done = done if reason else 0
        self._reason = reason

    @property
    def is_behind(self) -> bool:
        """Whether what is found now was told by the reader before this (of members read piece by piece)."""
        return self._begun < self._done

    def begins(self, locator: str) -> str | None:
        """Say that it begins; see `toll.read.source.Watcher`."""
        if not self._depth:
            self._begun += 1
            if self._begun <= self._done:
                return self._reason if self._begun == self._done else ""
            self._tell({"member": locator})
        self._depth += 1
        return None

    def ends(self) -> None:
        """Say that it has ended."""
        self._depth -= 1
        if not self._depth:
            self._tell({"member": None})

    def _tell(self, said: dict[str, Any]) -> None:
        self._out.write(wire.line(said))
        self._out.flush()


def main() -> None:
    """Answer until nobody asks any more."""
    out = sys.stdout.buffer
    for asked in sys.stdin.buffer:
        request = json.loads(asked)
        limits = Limits(**request["limits"])
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        out.write(wire.line(answer(out, request, limits)))
        out.flush()


def answer(out: BinaryIO, request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Write what the file holds that was asked for; returns the last line of the answer."""
    try:
        with content.opened(Path(request["path"])) as file, content.reading():
            teller = Teller(out, request["done"], request["reason"])
            for one in found(file, request["name"], limits, teller):
                if not teller.is_behind:
                    out.write(wire.packed(one))
                    out.flush()  # what a crash comes after is told
    except UnreadableError as error:
        return {"unreadable": str(error)}
    except MemoryError:
        return {"unreadable": limits.hunger}
    except OSError as error:
        return {"failed": [error.errno, error.strerror]}
    except RecursionError:
        return {"unreadable": "it is nested too deeply"}
    return {"end": True}


if __name__ == "__main__":
    main()
