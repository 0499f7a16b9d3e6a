"""What each source says of an incident: its own figures, beside the one that the statistics take."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from toll import tables
from toll.codes import IncidentStatus, Outcome, Scope, Status
from toll.incidents.alike import earlier
from toll.incidents.assemble import as_table
from toll.incidents.facts import codes

ALL = "all"
"""The victim group of a row that tells of all groups together."""

_WHOLE = ("incident_id", "outcome", "victim_group", "source")
_LENT = ("country_code", "date_start", "date_end", "domain")
_SAID = ("low", "best", "high", "open_ended", "without_best")
_FIGURES = (
    ("lowest", "min", "lowest"),
    ("latest", "last", "latest"),
    ("highest", "max", "highest"),
    ("endless", "sum", "open_ended"),
    ("claim_id", "count", "claims"),
    ("article_id", "count_distinct", "articles"),
    *((f"said_{name}", "max", f"said_{name}") for name in _SAID),
)
"""A column, what is done to it for each row of the table, and what that is called there."""


def incident_sources(incidents: pa.Table, links: pa.Table, claims: pa.Table, articles: pa.Table) -> pa.Table:
    """Table `incident_sources`, ordered by victim group, so that who asks for `all` reads few others.

    Takes the tables `incidents` and `incident_events`, and of `claims` and `articles` those that tell of them, in any
    order. The rules are those of the view `conflict_said`, which counts the same from the claims when it is asked; a
    test holds the two together.
    """
    current = incidents.filter(pc.equal(incidents["status"], IncidentStatus.CURRENT.value)).combine_chunks()
    statements = _statements(current, links, claims, articles)
    every = [statements, _of_all(statements), _tolls(statements)]
    rows = pa.concat_tables(every, promote_options="default")
    grouped = _grouped(_sorted(rows, ["published_end", "claim_id"]), _WHOLE, _FIGURES)
    columns = {name: grouped[name] for name in grouped.column_names}
    row = pc.index_in(grouped["incident_id"], value_set=current["incident_id"].combine_chunks())
    lent = {name: current[name].take(row) for name in _LENT}
    taken = {"incident_best": _taken(current.take(row), grouped["outcome"], grouped["victim_group"])}
    return as_table(
        tables.INCIDENT_SOURCES,
        columns | lent | taken | {"number": _numbers(grouped)},
        ["victim_group", "incident_id", "number"],
    )


def _statements(incidents: pa.Table, links: pa.Table, claims: pa.Table, articles: pa.Table) -> pa.Table:
    """One row a claim that its article stands by and a source that gives it; an undated article's day is null."""
    number = pc.coalesce(claims["low"], claims["best"], claims["high"])
    stands = pc.and_(pc.equal(claims["status"], Status.REPORTED.value), pc.equal(claims["scope"], Scope.INCIDENT.value))
    told = claims.filter(pc.and_(stands, pc.is_valid(number)))
    link = pc.index_in(told["event_id"], value_set=links["event_id"].combine_chunks())
    article = pc.index_in(told["article_id"], value_set=articles["article_id"].combine_chunks())
    incident = links["incident_id"].combine_chunks().take(link.combine_chunks())
    told = told.append_column("incident_id", incident)
    told = told.append_column(
        "published_end", articles["published_end"].combine_chunks().take(article.combine_chunks())
    )
    known = pc.is_in(told["incident_id"], value_set=incidents["incident_id"].combine_chunks())
    return _by_source(_fallen_back(told.filter(pc.and_(known, pc.is_valid(article)))))


def _fallen_back(told: pa.Table) -> pa.Table:
    low, best, high = (told[bound] for bound in ("low", "best", "high"))
    columns = {
        "lowest": pc.coalesce(low, best, high),
        "latest": pc.coalesce(best, low, high),
        "highest": pc.coalesce(high, best, low),
        "endless": pc.is_null(high),
    }
    for name, column in columns.items():
        told = told.append_column(name, column)
    return told.combine_chunks()


def _by_source(told: pa.Table) -> pa.Table:
    named = pc.if_else(pc.greater(pc.list_value_length(told["sources"]), 0), told["sources"], _nobody())
    flat = told.take(pc.list_parent_indices(named))
    return flat.set_column(flat.schema.get_field_index("sources"), "source", pc.list_flatten(named))


def _nobody() -> pa.Scalar:
    return pa.scalar([None], pa.list_(pa.string()))


def _of_all(statements: pa.Table) -> pa.Table:
    """The statements as ones of all groups; those of a part count, and their figures do not."""
    part = pc.is_valid(statements["part_of"])
    everybody = pa.array([ALL] * statements.num_rows, pa.string())
    told = statements.set_column(statements.schema.get_field_index("victim_group"), "victim_group", everybody)
    for name in ("lowest", "latest", "highest"):
        figure = pc.if_else(part, None, told[name])
        told = told.set_column(told.schema.get_field_index(name), name, figure)
    return told


def _tolls(statements: pa.Table) -> pa.Table:
    """The toll that a source gives as a whole: that of its article published last; of one day's, the higher."""
    teller = ("incident_id", "outcome", "source")
    told = _added(statements, (*teller, "event_id", "published_end"))
    last = [(name, "last", f"said_{name}") for name in _SAID]
    tolls = _grouped(_sorted(told, ["published_end", "best", "event_id"]), teller, last)
    return tolls.append_column("victim_group", pa.array([ALL] * tolls.num_rows, pa.string()))


def _added(statements: pa.Table, event: Sequence[str]) -> pa.Table:
    """What a source says in each event, each figure once; of those who repeat one, what the first says counts."""
    whole = statements.filter(pc.is_null(statements["part_of"]))
    low, best, high = (whole[bound] for bound in ("low", "best", "high"))
    counted = {
        "figure": pc.coalesce(whole["same_as"], whole["claim_id"]),
        "repeats": pc.is_valid(whole["same_as"]),
        "claim_id": whole["claim_id"],
        "low": pc.coalesce(low, 0),
        "best": pc.max_element_wise(pc.coalesce(best, low, 0), low),
        "high": pc.max_element_wise(pc.coalesce(high, best, low), best, low),
        "open_ended": pc.is_null(high),
        "without_best": pc.is_null(best),
    }
    told = pa.table({name: whole[name] for name in event} | counted)
    first = [(name, "first", name) for name in _SAID]
    once = _grouped(_sorted(told, ["repeats", "claim_id"]), (*event, "figure"), first)
    sums = [(name, "any" if name in ("open_ended", "without_best") else "sum", name) for name in _SAID]
    return _grouped(once, event, sums)


def _taken(incidents: pa.Table, outcome: pa.ChunkedArray, group: pa.ChunkedArray) -> pa.ChunkedArray:
    """The best figure of each row's incident as the statistics take it, null where nobody gives one."""
    best = pa.nulls(incidents.num_rows, pa.int64())
    for one in Outcome:
        low, middle, high = (incidents[f"{one.value}_{bound}"] for bound in ("low", "best", "high"))
        told = pc.if_else(pc.is_valid(middle), pc.max_element_wise(middle, low), low)
        told = pc.if_else(pc.is_valid(high), pc.coalesce(told, 0), told)
        best = pc.if_else(pc.equal(outcome, one.value), told, best)
    return pc.if_else(pc.equal(group, ALL), best, None)


def _numbers(grouped: pa.Table) -> pa.Array:
    """The place of each row among its incident's."""
    order = pc.sort_indices(grouped, sort_keys=[(name, "ascending") for name in _WHOLE])
    places = earlier(codes(grouped["incident_id"].take(order))) + 1
    return pa.array(places).take(pc.sort_indices(order))


def _sorted(rows: pa.Table, by: Sequence[str]) -> pa.Table:
    return rows.take(pc.sort_indices(rows, sort_keys=[(name, "ascending", "at_start") for name in by]))


def _grouped(rows: pa.Table, by: Sequence[str], figures: Sequence[tuple[str, str, str]]) -> pa.Table:
    """`rows` by their keys: a figure is a column, what is done to it, and what that is called."""
    # In one thread alone does Arrow keep the order that first and last go by.
    made = rows.group_by(list(by), use_threads=False).aggregate([(column, how) for column, how, _ in figures])
    names = [*by, *(name for _, _, name in figures)]
    return made.select([*by, *(f"{column}_{how}" for column, how, _ in figures)]).rename_columns(names).combine_chunks()
