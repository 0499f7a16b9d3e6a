"""Expectations put to Great Expectations: the only module that imports it, and only when it is asked something.

An expectation that raised is no failure of the rows: it is told as a ConfigurationError.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from toll.errors import ConfigurationError
from toll.validate.stack import equal_questions, stacked, unstacked
from toll.validate.suites import Expectation


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an expectation went: the positions of the rows that broke it, or for a whole table what was observed."""

    passed: bool
    rows: tuple[int, ...] = ()
    observed: str = ""


PASSED = Outcome(passed=True)


def library() -> Any:
    """Great Expectations, imported with its analytics off; forked tasks inherit it where it was imported before."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx

    return gx


class Gate:
    """An ephemeral Great Expectations context, opened once for a batch: opening one costs as much as ten checks."""

    def __init__(self) -> None:
        self._gx = library()
        context = self._gx.get_context(mode="ephemeral", project_config=_quiet())
        asset = context.data_sources.add_pandas("batch").add_dataframe_asset("part")
        self._whole = asset.add_batch_definition_whole_dataframe("whole")

    def evaluate(self, part: pa.Table, expectations: Sequence[Expectation]) -> Mapping[str, Outcome]:
        """The outcome of each expectation on `part`, by name.

        Raises ConfigurationError where Great Expectations knows no such expectation or arguments, or raises itself.
        """
        groups = equal_questions(part, expectations)
        outcomes = dict(self._put(part, [group[0] for group in groups if len(group) == 1]))
        for group in groups:
            if len(group) > 1:
                stack, question = stacked(part, group)
                rows = unstacked(self._put(stack, [question])[question.name].rows, group, part.num_rows)
                outcomes |= {name: Outcome(not broke, broke) for name, broke in rows.items()}
        return outcomes

    def _put(self, part: pa.Table, expectations: Sequence[Expectation]) -> Mapping[str, Outcome]:
        batch = self._whole.get_batch({"dataframe": _frame(part)})
        passed = {e.name: _ok(e, r) for e, r in self._results(batch, expectations, "BOOLEAN_ONLY")}
        broken = [e for e in expectations if not passed[e.name]]
        told = {e.name: _broken(e, r) for e, r in self._results(batch, broken, "COMPLETE")}
        return {e.name: told.get(e.name, PASSED) for e in expectations}

    def _results(self, batch: Any, expectations: Sequence[Expectation], form: str) -> list[tuple[Expectation, Any]]:
        """Great Expectations' results, put back in order. The short form takes half the time of the complete one."""
        if not expectations:
            return []
        suite = self._gx.ExpectationSuite(name="suite", expectations=[_gx(self._gx, e) for e in expectations])
        results = batch.validate(suite, result_format={"result_format": form, "include_unexpected_rows": False}).results
        found = {result.expectation_config.meta["name"]: result for result in results}
        return [(expectation, found[expectation.name]) for expectation in expectations]


def _quiet() -> Any:
    """A context of memory alone: no folder for documents, no progress bars, no analytics."""
    from great_expectations.data_context.types import base

    return base.DataContextConfig(
        store_backend_defaults=base.InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=base.ProgressBarsConfig(globally=False, metric_calculations=False),
        analytics_enabled=False,
    )


def _frame(part: pa.Table) -> Any:
    """`part` for pandas, each list as its length: a frame with lists is hashed by pickling, ten times as slow."""
    import pyarrow.compute as pc

    for position, field in enumerate(part.schema):
        if pa.types.is_list(field.type):
            part = part.set_column(position, field.name, pc.list_value_length(part.column(position)))
    return part.to_pandas(date_as_object=False)


def _gx(gx: Any, expectation: Expectation) -> Any:
    kind = getattr(gx.expectations, expectation.expect, None)
    if kind is None:
        raise ConfigurationError(f"{expectation.name}: Great Expectations has no {expectation.expect}")
    try:
        return kind(**expectation.arguments, meta={"name": expectation.name})
    except (TypeError, ValueError) as error:
        raise ConfigurationError(f"{expectation.name}: {_one_line(error)}") from error


def _ok(expectation: Expectation, result: Any) -> bool:
    info = result.exception_info
    for one in (info,) if "raised_exception" in info else info.values():
        if one["raised_exception"]:
            message = _one_line(one["exception_message"])
            raise ConfigurationError(f"{expectation.name} could not be evaluated: {message}")
    return bool(result.success)


def _broken(expectation: Expectation, result: Any) -> Outcome:
    rows = tuple(int(row) for row in result.result.get("unexpected_index_list") or ())
    if not rows and expectation.level == "row":
        raise ConfigurationError(f"{expectation.name} names no rows; its level must be table")
    return Outcome(passed=False, rows=rows, observed=str(result.result.get("observed_value", "")))


def _one_line(error: object) -> str:
    return " ".join(str(error).split())
