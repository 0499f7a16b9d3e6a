"""Generated events: incidents that one to eight articles tell, with rising tolls and what articles leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from toll import tables
from toll.codes import Means, SourceType
from toll.fingerprint import fingerprint
from toll.validate import bounds as boxes

Ints = npt.NDArray[np.int64]

COUNTRIES = ("SY", "UA", "IQ", "AF", "NG", "ML", "CD", "YE", "SO", "SD", "BF", "PS", "LY", "CF", "MM", "PK", "NE", "MZ",
             "CM", "ET", "TD", "MX", "CO", "PH", "IN", "TR", "LB", "EG", "KE", "SS", "IR", "HT", "TH", "BD", "UG", "BI",
             "VE", "BR", "ZA", "FR")  # fmt: skip
TOWNS, _ROWS = 600, 24
"""Towns of a country; the first ones have most of its incidents."""

YEARS, FIRST_DAY = 10, 15_340
SITES = ("marché", "mosquée", "église", "port", "gare", "autocar", "tribunal", "école", "caserne", "convoi", "usine")
_RUN = datetime(2024, 1, 1, tzinfo=UTC)
_MEANS = tuple(means.value for means in Means)


@dataclass(frozen=True, slots=True)
class Generated:
    """The three tables, and for each event the number of the incident that it tells."""

    events: pa.Table
    articles: pa.Table
    claims: pa.Table
    truth: Ints


def generate(size: int, seed: int) -> Generated:
    """`size` events, each of an article of its own; the same seed gives the same rows."""
    dice = np.random.default_rng(seed)
    truth = np.repeat(np.arange(size), np.clip(dice.geometric(0.35, size), 1, 8))[:size]
    n = int(truth[-1]) + 1
    country = _skewed(dice, len(COUNTRIES), n)
    town = _skewed(dice, TOWNS, n)
    day = FIRST_DAY + dice.integers(0, 365 * YEARS, n)
    killed = np.ceil(dice.lognormal(1.2, 1.1, n)).astype(np.int64)
    return _told(dice, truth, country, town, day, killed, dice.integers(0, len(_MEANS), n))


def _skewed(dice: np.random.Generator, size: int, n: int) -> Ints:
    weights = 1 / np.arange(1, size + 1)
    return np.asarray(dice.choice(size, n, p=weights / weights.sum()), dtype=np.int64)


def _told(
    dice: np.random.Generator, truth: Ints, country: Ints, town: Ints, day: Ints, killed: Ints, means: Ints
) -> Generated:
    """Each incident as its articles tell it: the later the more killed; some without means, town or exact day."""
    size = len(truth)
    nth = np.arange(size) - np.searchsorted(truth, truth)
    toll = np.maximum(np.round(killed[truth] * (1 - 0.4 * dice.random(size) ** (nth + 1))), 1).astype(np.int64)
    published = day[truth] + 1 + nth // 2
    no_means, no_town, no_day = (dice.random(size) < share for share in (0.2, 0.1, 0.1))
    names = [f"e{number:08d}" for number in range(size)]
    place = [f"{code}-{number}" for code, number in zip(country[truth].tolist(), town[truth].tolist(), strict=True)]
    point = _points(country, town)[truth]
    events = {
        "event_id": names,
        "article_id": [f"a{number:08d}" for number in range(size)],
        "event_clarity": np.ones(size, np.int8),
        "is_background": np.zeros(size, np.bool_),
        "domain": ["conflict"] * size,
        "means": pa.array(np.array(_MEANS)[means[truth]], mask=no_means),
        "country_code": np.array(COUNTRIES)[country[truth]],
        "location": pa.array(place, mask=no_town),
        "place_name": pa.array(place, mask=no_town),
        "adm_1": [str(number % _ROWS) for number in town[truth].tolist()],
        "latitude": pa.array(point[:, 0], mask=no_town),
        "longitude": pa.array(point[:, 1], mask=no_town),
        "where_prec": np.where(no_town, 4, 1),
        "date_start": _days(day[truth] - 3 * no_day),
        "date_end": _days(day[truth] + 3 * no_day),
        "date_prec": np.where(no_day, 3, 1),
        "killed_low": toll, "killed_best": toll, "killed_high": toll,
        "sources": [["police"] if number % 3 else [] for number in range(size)],
        "n_claims": np.ones(size, np.int32),
        "sentence": _sentences(dice, truth, names),
        "sentence_start": np.zeros(size, np.int32), "sentence_end": np.zeros(size, np.int32),
        "extractor_version": ["bench"] * size,
    }  # fmt: skip
    told = _filled(tables.EVENTS, events, size)
    return Generated(told, _articles(told, published), _claims(told), truth)


def _sentences(dice: np.random.Generator, truth: Ints, names: Sequence[str]) -> list[str]:
    """Two of three tell what was hit, in a word that an incident's articles share."""
    hit = dice.integers(0, len(SITES), int(truth[-1]) + 1)[truth].tolist()
    tells = (dice.random(len(truth)) < 2 / 3).tolist()
    return [
        f"{name}: {SITES[site]}." if told else f"{name}." for name, site, told in zip(names, hit, tells, strict=True)
    ]


def _points(country: Ints, town: Ints) -> npt.NDArray[np.float64]:
    """Towns in rows over the box of their country."""
    known = boxes.bounds()
    box = np.array([[side.south, side.north, side.west, side.east] for code in COUNTRIES if (side := known[code])])
    south, north, west, east = box[country].T
    row, column = (town % _ROWS + 0.5) / _ROWS, (town // _ROWS + 0.5) / (TOWNS // _ROWS)
    return np.stack([south + (north - south) * row, west + (east - west) * 0.9 * column], axis=1)


def _articles(events: pa.Table, published: Ints) -> pa.Table:
    size = events.num_rows
    columns = {
        "article_id": events["article_id"],
        "source_file": events["article_id"],
        "source_sha256": events["article_id"],
        "source_format": ["text"] * size,
        "language": ["fr"] * size,
        "published_start": _days(published), "published_end": _days(published),
        "published_prec": np.ones(size, np.int8),
        "published_basis": ["metadata"] * size,
        "published_evidence": [[]] * size,
        "fingerprint": [fingerprint(name) for name in events["article_id"].to_pylist()],
        "outlet": [f"outlet {number % 40}" for number in range(size)],
        "text": events["sentence"],
        "batch_id": ["bench"] * size,
        "ingested_at": [_RUN] * size,
        "extractor_version": ["bench"] * size,
    }  # fmt: skip
    return _filled(tables.ARTICLES, columns, size)


def _claims(events: pa.Table) -> pa.Table:
    size = events.num_rows
    shared = ("event_id", "article_id", "is_background", "sources", "domain", "sentence")
    columns = {name: events[name] for name in shared} | {
        "claim_id": events["event_id"],
        "outcome": ["killed"] * size,
        **{bound: events[f"killed_{bound}"] for bound in ("low", "best", "high")},
        "count_kind": ["exact"] * size,
        "count_text": [""] * size,
        "victim_group": ["people"] * size,
        "scope": ["incident"] * size,
        "status": ["reported"] * size,
        "source_type": pa.array([SourceType.OFFICIAL.value] * size),
        "quote": events["sentence"],
        "quote_start": np.zeros(size, np.int32), "quote_end": np.zeros(size, np.int32),
        "rule": ["bench"] * size,
    }  # fmt: skip
    return _filled(tables.CLAIMS, columns, size)


def _days(days: Ints) -> pa.Array:
    return pa.array(days.astype(np.int32)).cast(pa.date32())


def _filled(table: tables.Table, columns: Mapping[str, Any], size: int) -> pa.Table:
    arrays = [_column(columns.get(column.name), column.type, size) for column in table.columns]
    return pa.Table.from_arrays(arrays, schema=table.schema)


def _column(values: Any, kind: pa.DataType, size: int) -> pa.Array | pa.ChunkedArray:
    if values is None:
        return pa.nulls(size, kind)
    return (values if isinstance(values, (pa.Array, pa.ChunkedArray)) else pa.array(values)).cast(kind)


def pairwise(truth: Ints, found: Ints) -> tuple[float, float]:
    """Precision and recall of the pairs of events that `found` puts into one incident."""
    both = _pairs(truth * (int(found.max()) + 1) + found)
    return both / max(_pairs(found), 1), both / max(_pairs(truth), 1)


def _pairs(groups: Ints) -> int:
    _, sizes = np.unique(groups, return_counts=True)
    return int((sizes * (sizes - 1) // 2).sum())
