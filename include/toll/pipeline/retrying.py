"""What lies in quarantine, put back to be read again: by a newer version, under other limits, from a mended disk."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from pathlib import Path

from toll import durable
from toll.files import names, retried
from toll.files.whereabouts import Whereabouts, everywhere
from toll.pipeline.storing import told
from toll.settings import Settings


@told
def retry(settings: Settings, wanted: Callable[[Whereabouts], bool]) -> tuple[Whereabouts, ...]:
    """Put the `wanted` files of the quarantine back among the claimed ones, which the next run takes up; returns them.

    With a file go those of the same content, which is read once, and its sidecar. Killed at any instant, a file is in
    the quarantine or put back, and what is left is put back when this is run again.
    """
    with durable.locked(settings.processing / ".lock"):
        held = [one for one in everywhere(settings) if _is_held(settings, one)]
        chosen = {one.sha256 for one in held if wanted(one)}
        taken = [one for one in held if one.sha256 in chosen or not chosen.isdisjoint(one.tells_of)]
        run = settings.processing / f"{retried.RUN}{uuid.uuid4().hex[:12]}"
        done = tuple(one for one in _once(taken) if _put_back(settings, run, one))
        durable.flush()
    return done


def _is_held(settings: Settings, one: Whereabouts) -> bool:
    return one.path is not None and (settings.data / one.path).is_relative_to(settings.quarantine)


def _once(found: Iterable[Whereabouts]) -> Iterable[Whereabouts]:
    """Each file once, however often it was dropped; of several receipts the last one's words."""
    return {one.path: one for one in found}.values()


def _put_back(settings: Settings, run: Path, one: Whereabouts) -> bool:
    """Whether it was moved; not where another file of its name and place is put back already."""
    held = settings.data / str(one.path)
    target = run / retried.folder(str(one.claimed), str(one.sha256), one.tells_of) / held.name
    if target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    held.with_name(held.name + names.REASON).unlink(missing_ok=True)  # by it the content would be known as unreadable
    held.rename(target)
    durable.remove_if_empty(held.parent)
    return True
