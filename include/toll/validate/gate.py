"""Expectations put to Great Expectations: the only module that imports it, and only when it is asked something.

An expectation that raised is no failure of the rows: it is told as a ConfigurationError.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toll.errors import ConfigurationError
from toll.validate.suites import Expectation

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an expectation went: the positions of the rows that broke it, or for a whole table what was observed."""

    passed: bool
    rows: tuple[int, ...]
    observed: str


def evaluate(frame: pd.DataFrame, expectations: Sequence[Expectation]) -> Mapping[str, Outcome]:
    """The outcome of each expectation on `frame`, by name, in the order given."""
    if not expectations:
        return {}
    gx = library()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    asset = context.data_sources.add_pandas("batch").add_dataframe_asset("part")
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite(name="suite", expectations=[_ask(gx, e) for e in expectations])
    result = batch.validate(suite, result_format={"result_format": "COMPLETE", "include_unexpected_rows": False})
    found = {one.expectation_config.meta["name"]: one for one in result.results}
    return {e.name: _outcome(e, found[e.name]) for e in expectations}


def library() -> Any:
    """Great Expectations, imported with its analytics off; forked tasks inherit it where it was imported before."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx

    return gx


def _ask(gx: Any, expectation: Expectation) -> Any:
    kind = getattr(gx.expectations, expectation.expect, None)
    if kind is None:
        raise ConfigurationError(f"{expectation.name}: Great Expectations has no {expectation.expect}")
    try:
        return kind(**expectation.arguments, meta={"name": expectation.name})
    except ValueError as error:
        raise ConfigurationError(f"{expectation.name}: {_one_line(error)}") from error


def _outcome(expectation: Expectation, result: Any) -> Outcome:
    if raised := _raised(result.exception_info):
        raise ConfigurationError(f"{expectation.name} could not be evaluated: {raised}")
    rows = result.result.get("unexpected_index_list") or ()
    if not result.success and not rows and expectation.level == "row":
        raise ConfigurationError(f"{expectation.name} names no rows; its level must be table")
    return Outcome(bool(result.success), tuple(int(row) for row in rows), str(result.result.get("observed_value", "")))


def _raised(info: Mapping[str, Any]) -> str | None:
    told = (info,) if "raised_exception" in info else tuple(info.values())
    return next((_one_line(one["exception_message"]) for one in told if one["raised_exception"]), None)


def _one_line(error: object) -> str:
    return " ".join(str(error).split())
