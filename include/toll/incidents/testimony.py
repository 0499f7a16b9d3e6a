"""Who stands behind an event's figures: how independent, whose own deed it is, and which figures it calls outdated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from toll.codes import Outcome, Responsibility, SourceType, Status
from toll.incidents.facts import UNKNOWN, Facts, Flags, Ints, codes, folded
from toll.model import TOLLS

Outdated = tuple[int, int]
"""A toll's place in `model.TOLLS`, and a figure of it that an article says is no longer true."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """One entry an event: `source` is equal where two events rest on the same source."""

    source: Ints
    partisan: Flags
    """Shape (events, tolls): whether the figure comes from the perpetrator alone."""
    outdated: dict[int, tuple[Outdated, ...]]


def gather(facts: Facts, claims: pa.Table, copies: Ints) -> Testimony:
    """What the claims say of the sources of each event; a copy rests on the source of its original."""
    row = pc.index_in(claims["event_id"], value_set=facts.table["event_id"].combine_chunks())
    event = np.asarray(pc.fill_null(row, UNKNOWN).to_numpy(), dtype=np.int64)
    of_event = claims.filter(pa.array(event != UNKNOWN)).combine_chunks()
    event = event[event != UNKNOWN]
    return Testimony(_source(facts)[copies], _partisan(facts, of_event, event), _outdated(of_event, event))


def _source(facts: Facts) -> Ints:
    lists = facts.table["sources"].to_pylist()
    named = pa.array(["\x1f".join(sorted(names)) or None for names in lists], pa.string())
    article = pc.binary_join_element_wise("\x1e", facts.origin, "")
    return codes(pc.coalesce(pc.utf8_lower(named), facts.outlet, article))


def _partisan(facts: Facts, claims: pa.Table, event: Ints) -> Flags:
    reported = pc.equal(claims["status"], Status.REPORTED.value).to_numpy()
    toll = _toll(claims)
    own = _own_deed(facts, claims, event)
    told, independent = (np.zeros((facts.size, len(TOLLS)), np.bool_) for _ in range(2))
    counted = reported & (toll != UNKNOWN)
    told[event[counted], toll[counted]] = True
    independent[event[counted & ~own], toll[counted & ~own]] = True
    partisan = told & ~independent
    killed = TOLLS.index(Outcome.KILLED.value)
    for place, name in enumerate(TOLLS):
        if name.startswith("killed_"):
            partisan[:, place] = partisan[:, killed]
    return partisan


def _own_deed(facts: Facts, claims: pa.Table, event: Ints) -> Flags:
    """Whether all sources of a claim are the perpetrator, or an armed group that owns to the deed."""
    sources = claims["sources"].combine_chunks()
    claim = np.asarray(pc.list_parent_indices(sources).to_numpy(), dtype=np.int64)
    names = folded(pc.list_flatten(sources)).to_pylist()
    blamed = folded(facts.table["perpetrator"]).take(pa.array(event[claim])).to_pylist()
    same = [bool(who) and (who in name or name in who) for name, who in zip(names, blamed, strict=True)]
    n_sources, n_same = np.bincount(claim, minlength=len(event)), np.bincount(claim, same, minlength=len(event))
    admitted = pc.equal(facts.table["responsibility"], Responsibility.CLAIMED_OR_ADMITTED.value)
    owned = pc.fill_null(admitted, False).to_numpy()[event]
    armed = pc.fill_null(pc.equal(claims["source_type"], SourceType.ARMED_GROUP.value), False).to_numpy()
    return np.asarray((n_sources > 0) & ((n_same == n_sources) | (owned & armed)), dtype=np.bool_)


def _outdated(claims: pa.Table, event: Ints) -> dict[int, tuple[Outdated, ...]]:
    old = pc.equal(claims["status"], Status.SUPERSEDED.value).to_numpy()
    figure = pc.fill_null(pc.coalesce(claims["best"], claims["low"], claims["high"]), UNKNOWN).to_numpy()
    found: dict[int, tuple[Outdated, ...]] = {}
    for where, toll, number in zip(event[old].tolist(), _toll(claims)[old].tolist(), figure[old].tolist(), strict=True):
        found[where] = (*found.get(where, ()), (toll, number))
    return found


def _toll(claims: pa.Table) -> Ints:
    return np.asarray(
        pc.fill_null(pc.index_in(claims["outcome"], value_set=pa.array(TOLLS)), UNKNOWN).to_numpy(), dtype=np.int64
    )
