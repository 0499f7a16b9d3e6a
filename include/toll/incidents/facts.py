"""Events as columns of numbers, in an order that depends on their content alone, so that a million compare quickly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from toll.codes import Clarity, Domain, Means, VictimGroup
from toll.model import TOLLS

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

UNKNOWN = -1
"""Stands for null in columns of codes and counts."""

NEVER = -(10**7)
"""Stands for null in columns of days (counted from 1970-01-01): before every day that has one."""

UNDATED_DAYS = 6
"""An event told as news without a date is looked for this many days before its article appeared."""

UNDATED_PREC, UNKNOWN_PREC = 3, 5

TELLING_CHARACTERS = 40
"""A shorter sentence ("L'attaque a fait dix morts.") may be written twice by chance."""

_ORDER = ("published", "article_id", "event_id")

FIGHTERS, CIVILIANS = 0, 1

KILLED, INJURED = TOLLS.index("killed"), TOLLS.index("injured")
OTHERS = tuple(TOLLS.index(outcome) for outcome in ("missing", "abducted", "detained"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Each field has one entry an event, earliest article first and undated ones last; `table` holds the same rows."""

    table: pa.Table
    outlet: pa.Array
    """Of the article, or of that whose copy the article is; so is `origin`."""
    origin: pa.Array
    article: Ints
    published: Ints
    published_end: Ints
    published_prec: Ints
    background: Flags
    start: Ints
    end: Ints
    date_prec: Ints
    country: Ints
    adm_1: Ints
    place: Ints
    latitude: Floats
    longitude: Floats
    where_prec: Ints
    means: Ints
    domain: Ints
    perpetrator: Ints
    perpetrator_type: Ints
    sentence: Ints
    """Equal where two events are told in the same words; UNKNOWN for words that may be the same by chance."""
    told: pa.Array
    """The sentences that tell each event, a list in no order."""
    tolls: Ints
    """Shape (events, tolls of `model.TOLLS`, 3 for low, best and high)."""
    killed: Ints
    injured: Ints
    other_tolls: Ints
    """Shape (3, events): the missing, the abducted and the detained."""
    outcomes: Ints
    """One bit for each toll that the event has."""
    victims: Ints
    """FIGHTERS or CIVILIANS where all the killed are, else UNKNOWN."""
    corrected: list[list[str] | None]
    """The columns of the event that somebody put right."""

    @property
    def size(self) -> int:
        """How many events there are."""
        return len(self.article)


def gather(events: pa.Table, articles: pa.Table, claims: pa.Table, copies: pa.Table) -> Facts:
    """The events of clarity 1 with their articles' dates, ordered by publication, article and event id.

    Of `articles` the columns article_id, published_* and outlet are read, of `claims` event_id and sentence.
    `copies` is the table `article_copies`.
    """
    table, told_in = _ordered(events, _with_origins(articles, copies))
    published, background = _days(told_in["published_start"]), _flags(table["is_background"])
    published_end = _days(told_in["published_end"])
    start, end, prec = _dates(table, published, published_end, background)
    tolls = _tolls(table)
    return Facts(
        table=table,
        outlet=told_in["outlet"].combine_chunks(),
        origin=told_in["origin"].combine_chunks(),
        article=codes(table["article_id"]),
        published=published,
        published_end=published_end,
        published_prec=ints(told_in["published_prec"]),
        background=background,
        start=start,
        end=end,
        date_prec=prec,
        country=codes(table["country_code"]),
        adm_1=codes(_joined(table["country_code"], table["adm_1"])),
        place=codes(_joined(table["country_code"], _place(table))),
        latitude=_floats(table["latitude"]),
        longitude=_floats(table["longitude"]),
        where_prec=ints(table["where_prec"]),
        means=_listed(table["means"], [means.value for means in Means]),
        domain=_listed(table["domain"], [domain.value for domain in Domain]),
        perpetrator=codes(folded(table["perpetrator"])),
        perpetrator_type=codes(table["perpetrator_type"]),
        sentence=codes(_telling(table["sentence"])),
        told=_told(table, claims),
        tolls=tolls,
        killed=value(tolls, KILLED),
        injured=value(tolls, INJURED),
        other_tolls=np.stack([value(tolls, toll) for toll in OTHERS]),
        outcomes=((tolls >= 0).any(axis=2) * (1 << np.arange(len(TOLLS)))).sum(axis=1),
        victims=_victims(tolls),
        corrected=table["corrected"].to_pylist() if "corrected" in table.column_names else [None] * table.num_rows,
    )


def value(tolls: Ints, toll: int) -> Ints:
    """The one number of a toll to compare by: best, else low, else high, else UNKNOWN."""
    low, best, high = tolls[:, toll, 0], tolls[:, toll, 1], tolls[:, toll, 2]
    return np.where(best >= 0, best, np.where(low >= 0, low, high))


def _ordered(events: pa.Table, articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    table = events.filter(pc.equal(events["event_clarity"], Clarity.INCIDENT.value)).combine_chunks()
    columns = ["published_start", "published_end", "published_prec", "outlet", "origin"]
    row = pc.index_in(table["article_id"], value_set=articles["article_id"].combine_chunks())
    told_in = articles.select(columns).combine_chunks().take(row)
    keys = table.select(["article_id", "event_id"]).append_column("published", told_in["published_start"])
    order = pc.sort_indices(keys, sort_keys=[(key, "ascending", "at_end") for key in _ORDER])
    return table.take(order).combine_chunks(), told_in.take(order).combine_chunks()


def _with_origins(articles: pa.Table, copies: pa.Table) -> pa.Table:
    """`articles` with the article from which each comes, itself for an original, and the outlet of that."""
    ids = articles["article_id"].combine_chunks()
    row = pc.index_in(ids, value_set=copies["article_id"].combine_chunks())
    origin = pc.coalesce(copies["duplicate_of"].combine_chunks().take(row), ids)
    outlet = articles["outlet"].combine_chunks().take(pc.index_in(origin, value_set=ids))
    told = articles.set_column(articles.schema.get_field_index("outlet"), "outlet", outlet)
    return told.append_column("origin", origin)


def _dates(table: pa.Table, published: Ints, published_end: Ints, background: Flags) -> tuple[Ints, Ints, Ints]:
    start, end, prec = _days(table["date_start"]), _days(table["date_end"]), ints(table["date_prec"])
    guessed = (start == NEVER) & ~background & (published != NEVER)
    start = np.where(guessed, published - UNDATED_DAYS, start)
    end = np.where(guessed, published_end, np.maximum(end, start))
    return start, end, np.select([guessed, prec < 1], [UNDATED_PREC, UNKNOWN_PREC], prec)


def _place(table: pa.Table) -> pa.ChunkedArray:
    named = pc.coalesce(table["location"], table["place_name"])
    return pc.coalesce(pc.cast(table["geonameid"], pa.string()), folded(named))


def _telling(sentence: pa.ChunkedArray) -> pa.ChunkedArray:
    words = folded(sentence)
    return pc.if_else(pc.greater_equal(pc.utf8_length(words), TELLING_CHARACTERS), words, None)


def _told(table: pa.Table, claims: pa.Table) -> pa.Array:
    columns = ["event_id", "sentence"]
    both = pa.concat_tables([table.select(columns), claims.select(columns)], promote_options="permissive")
    told = both.group_by("event_id", use_threads=False).aggregate([("sentence", "distinct")])
    row = pc.index_in(table["event_id"], value_set=told["event_id"].combine_chunks())
    return told["sentence_distinct"].take(row).combine_chunks()


def _tolls(table: pa.Table) -> Ints:
    shape = (table.num_rows, len(TOLLS), 3)
    filled = np.full(shape, UNKNOWN, dtype=np.int64)
    for place, toll in enumerate(TOLLS):
        for bound, name in enumerate(("low", "best", "high")):
            filled[:, place, bound] = ints(table[f"{toll}_{name}"])
    return filled


def _victims(tolls: Ints) -> Ints:
    killed = value(tolls, KILLED)

    def all_are(*groups: VictimGroup) -> Flags:
        told = [value(tolls, TOLLS.index(f"killed_{group}")) >= np.maximum(killed, 1) for group in groups]
        return np.asarray((killed > 0) & np.logical_or.reduce(told), dtype=np.bool_)

    fighters = all_are(VictimGroup.STATE_FORCES, VictimGroup.NON_STATE_FIGHTERS)
    civilians = all_are(VictimGroup.CIVILIANS, VictimGroup.CHILDREN, VictimGroup.WOMEN)
    return np.select([fighters, civilians], [FIGHTERS, CIVILIANS], UNKNOWN)


def codes(column: pa.ChunkedArray | pa.Array) -> Ints:
    """A code for each different value, UNKNOWN for null."""
    encoded = pc.dictionary_encode(column)
    array = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    return ints(array.indices) if len(array) else np.empty(0, np.int64)


def folded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Text without the differences of case and white space."""
    return pc.ascii_trim_whitespace(pc.replace_substring_regex(pc.utf8_lower(column), r"\s+", " "))


def _joined(*columns: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(*columns, "\x1f")


def _listed(column: pa.ChunkedArray, values: list[str]) -> Ints:
    return ints(pc.index_in(column, value_set=pa.array(values)))


def ints(column: pa.ChunkedArray | pa.Array) -> Ints:
    """The numbers of a column, UNKNOWN for null."""
    return _numpy(pc.fill_null(pc.cast(column, pa.int64()), UNKNOWN))


def _days(column: pa.ChunkedArray) -> Ints:
    return _numpy(pc.fill_null(pc.cast(pc.cast(column, pa.int32()), pa.int64()), NEVER))


def _floats(column: pa.ChunkedArray) -> Floats:
    return np.asarray(pc.fill_null(column, float("nan")).to_numpy(), dtype=np.float64)


def _flags(column: pa.ChunkedArray) -> Flags:
    return np.asarray(column.to_numpy(), dtype=np.bool_)


def _numpy(column: pa.ChunkedArray | pa.Array) -> Ints:
    values = column.to_numpy(zero_copy_only=False) if isinstance(column, pa.Array) else column.to_numpy()
    return np.asarray(values, dtype=np.int64)
