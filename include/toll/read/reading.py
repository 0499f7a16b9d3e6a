"""A source in, what it holds out: find the format, let its reader read, and keep a bad member from harming the rest."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from toll.errors import UnreadableError
from toll.files import content
from toll.read import fit, formats
from toll.read.detect import detect
from toll.read.document import Found, Refused
from toll.read.limits import Budget, Limits, OverBudgetError
from toll.read.source import Source, Unwatched, Watcher

_NOBODY = Unwatched()


def found(stream: IO[bytes], name: str, limits: Limits, watcher: Watcher = _NOBODY) -> Iterator[Found]:
    """What the dropped file `stream`, called `name`, holds; raises UnreadableError where it gives nothing at all."""
    size = _size(stream)
    budget = Budget(limits, size)
    source = Source(name=name, stream=stream, limits=limits, budget=budget, reader=_member, watcher=watcher)
    source = source.opened()
    return fit.found(_detected(source), limits, Budget(limits, size))


def _member(source: Source) -> Iterator[Found]:
    raw = b""
    try:
        _refuse_deep(source)
        opened = source.opened()
        kind = _kind(opened)
        if kind in formats.PACKED:
            yield from _detected(opened)  # its own members are watched, each by itself
            return
        if kind not in formats.STREAMED:
            raw = opened.content()
            opened = replace(opened, stream=io.BytesIO(raw))
        yield from opened.watched(_detected)
    except OverBudgetError:
        raise
    except UnreadableError as error:
        yield Refused(locator=str(source.locator), reason=str(error), content=raw)
    except MemoryError:
        yield Refused(locator=str(source.locator), reason=source.limits.hunger)


def _detected(source: Source) -> Iterator[Found]:
    return _read(source, _format(source))


def _read(source: Source, name: formats.Format) -> Iterator[Found]:
    try:
        yield from formats.reader(name)(source)
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:  # whatever a parser says of what it was not made for
        if content.is_ours(error):
            raise
        told = " ".join(str(error).split())[:200]
        raise UnreadableError(f"it is no {name} that can be read ({type(error).__name__}: {told})") from error


def _refuse_deep(source: Source) -> None:
    if source.depth > source.limits.depth:
        raise UnreadableError(f"it lies more than {source.limits.depth} containers deep")


def _format(source: Source) -> formats.Format:
    if not source.head:
        raise UnreadableError("it is empty")
    return detect(source.head, source.name)


def _kind(source: Source) -> formats.Format | None:
    """Its format, None where it has none that is read."""
    try:
        return _format(source)
    except UnreadableError:
        return None


def _size(stream: IO[bytes]) -> int:
    try:
        return os.fstat(stream.fileno()).st_size
    except OSError:
        return 0
