"""What a table is made of: columns with their unit and meaning, and those that several tables share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pyarrow as pa

from toll import codes, model


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `codes` is its closed list of values, `required` means never null."""

    name: str
    type: pa.DataType
    meaning: str
    unit: str | None = None
    codes: type[Enum] | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its key is unique and never null over the whole lake."""

    name: str
    key: tuple[str, ...]
    meaning: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, with each column's meaning and unit as field metadata (kept by Parquet)."""
        fields = [pa.field(c.name, c.type, nullable=not c.required, metadata=_metadata(c)) for c in self.columns]
        return pa.schema(fields, metadata={"description": self.meaning, "key": ",".join(self.key)})


def _metadata(column: Column) -> dict[str, str]:
    return {"description": column.meaning} | ({"unit": column.unit} if column.unit else {})


TEXT = pa.string()
TEXTS = pa.list_(pa.string())
COUNT = pa.int64()
OFFSET = pa.int32()
CODE = pa.int8()
DAY = pa.date32()
INSTANT = pa.timestamp("us", tz="UTC")
DEGREES = pa.float64()


BOUNDS = ("low", "best", "high")


def bounds(name: str, meaning: str, unit: str = "people") -> tuple[Column, ...]:
    """The columns low, best and high of a number (UCDP GED codebook: low_est, best_est, high_est)."""
    return (
        Column(f"{name}low", COUNT, f"{meaning}: the most conservative figure", unit),
        Column(f"{name}best", COUNT, f"{meaning}: what the most credible statement says", unit),
        Column(f"{name}high", COUNT, f"{meaning}: the highest credible figure", unit),
    )


def when(prefix: str, meaning: str) -> tuple[Column, ...]:
    """The columns of an interval of days and its precision (UCDP GED codebook: date_start, date_end, date_prec)."""
    return (
        Column(f"{prefix}_start", DAY, f"First day on which {meaning}"),
        Column(f"{prefix}_end", DAY, f"Last day on which {meaning}, itself included"),
        Column(f"{prefix}_prec", CODE, "UCDP date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 longer"),
    )


HAPPENING = (
    Column("event_type", TEXT, "ACLED event type; null outside the domain conflict", codes=codes.EventType),
    Column("sub_event_type", TEXT, "ACLED sub-event type; null outside conflict", codes=codes.SubEventType),
    Column("means", TEXT, "By what people were harmed", codes=codes.Means),
    Column("domain", TEXT, "Kind of happening; only conflict enters conflict statistics", None, codes.Domain, True),
    Column("event_clarity", CODE, "UCDP event_clarity: 1 incident, 2 aggregate", None, codes.Clarity, True),
    *when("date", "it may have happened"),
    Column("place_name", TEXT, "The place as the article writes it"),
    Column("location", TEXT, "The place as the gazetteer names it"),
    Column("geonameid", COUNT, "GeoNames id of the place; null where GeoNames lacks it"),
    Column("country", TEXT, "Country, English short name (GeoNames)"),
    Column("country_code", TEXT, "Country, ISO 3166-1 alpha-2"),
    Column("adm_1", TEXT, "First-order administrative division, GeoNames name"),
    Column("latitude", DEGREES, "Latitude of the place", "degrees WGS 84"),
    Column("longitude", DEGREES, "Longitude of the place", "degrees WGS 84"),
    Column("where_prec", CODE, "UCDP where_prec: 1 exact, 2 near, 3 district, 4 province, 5 region, 6 country, 7 sea"),
    Column("perpetrator", TEXT, "Who is said to have done it, as written"),
    Column("perpetrator_type", TEXT, "ACLED kind of the perpetrator", codes=codes.ActorType),
    Column("target_type", TEXT, "ACLED kind of the victims", codes=codes.ActorType),
    Column("responsibility", TEXT, "How firmly the perpetrator is named (MUC-4)", codes=codes.Responsibility),
)

TOLLS = tuple(
    column
    for toll in model.TOLLS
    for column in bounds(f"{toll}_", "People " + toll.replace("killed_", "killed, of them ").replace("_", " "))
)

SOURCES = Column("sources", TEXTS, "Who gives the figures, as the articles name them", required=True)
