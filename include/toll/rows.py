"""Model values to Arrow tables, by the declarations in `tables.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any

import pyarrow as pa

from toll import model
from toll.model import TOLLS
from toll.tables import Table


def arrow(table: Table, rows: Iterable[object], **constants: object) -> pa.Table:
    """`rows` (model values, or mappings with the columns' names) as an Arrow table, `constants` in every row."""
    flat = [flatten(row) for row in rows]
    arrays = [
        pa.array([constants[c.name]] * len(flat) if c.name in constants else [row[c.name] for row in flat], c.type)
        for c in table.columns
    ]
    return pa.Table.from_arrays(arrays, schema=table.schema)


def flatten(row: object) -> Mapping[str, Any]:
    """A model value as a flat mapping of column name to plain Python value."""
    return row if isinstance(row, Mapping) else _FLATTENERS[type(row)](row)


def _own(row: Any) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in row.__dataclass_fields__}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _figure(figure: model.Figure | None, prefix: str = "") -> dict[str, int | None]:
    known = figure or model.Figure()
    return {f"{prefix}low": known.low, f"{prefix}best": known.best, f"{prefix}high": known.high}


def _tolls(tolls: Mapping[str, model.Figure]) -> dict[str, int | None]:
    return {name: n for toll in TOLLS for name, n in _figure(tolls.get(toll), f"{toll}_").items()}


def _interval(when: model.Interval | None, prefix: str = "date_") -> dict[str, Any]:
    start, end, prec = (when.start, when.end, when.prec) if when else (None, None, None)
    return {f"{prefix}start": start, f"{prefix}end": end, f"{prefix}prec": prec}


def _place(place: model.Place | None) -> dict[str, Any]:
    names = ("location", "geonameid", "adm_1", "latitude", "longitude", "where_prec")
    return {"place_name": place and place.name} | {name: getattr(place, name, None) for name in names}


def _article(row: model.Article) -> dict[str, Any]:
    published = row.published
    return (
        _own(row)
        | _interval(published.interval, "published_")
        | {"published_basis": published.basis.value, "published_evidence": list(published.evidence)}
        | {"header_date": published.header_date}
    )


def _claim(row: model.Claim) -> dict[str, Any]:
    place = row.place.name if row.place else None
    quote = {"quote_start": row.span.start, "quote_end": row.span.end}
    return _own(row) | _figure(row.figure) | _interval(row.when) | {"place_name": place} | quote


def _event(row: model.Event) -> dict[str, Any]:
    sentence = {"sentence_start": row.sentence_span.start, "sentence_end": row.sentence_span.end}
    return _own(row) | _interval(row.when) | _place(row.place) | _tolls(row.tolls) | sentence


_FLATTENERS: Mapping[type, Callable[[Any], Mapping[str, Any]]] = {
    model.Article: _article,
    model.Claim: _claim,
    model.Event: _event,
    model.Rejection: _own,
}
