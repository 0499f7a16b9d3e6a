"""Expectations put to Great Expectations: the only module that imports it, and only when it is asked something.

An expectation that raised is no failure of the rows: it is told as a ConfigurationError.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from toll.errors import ConfigurationError
from toll.validate.stack import Stack, stacks
from toll.validate.suites import Expectation


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an expectation went: the positions of the rows that broke it, or for a whole table what was observed."""

    passed: bool
    rows: tuple[int, ...] = ()
    observed: str = ""


PASSED = Outcome(passed=True)

AT_ONCE = 1_000_000
"""Rows of stacks asked about in one call: Great Expectations keeps what it computes for each until the call ends."""


def library() -> Any:
    """Great Expectations, imported with its analytics off; forked tasks inherit it where it was imported before."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx

    return gx


class Gate:
    """An ephemeral Great Expectations context, opened once for a batch: opening one costs as much as three checks."""

    def __init__(self) -> None:
        self._gx = library()
        self._context = self._gx.get_context(mode="ephemeral", project_config=_quiet())

    def evaluate(self, parts: Mapping[str, pa.Table], expectations: Sequence[Expectation]) -> Mapping[str, Outcome]:
        """The outcome of each expectation on its table of `parts`, by name.

        Raises ConfigurationError where Great Expectations knows no such expectation or arguments, or raises itself.
        """
        asked = tuple(stacks(parts, expectations))
        passed = {s.question.name: _ok(s.question, r) for s, r in self._results(asked, "BOOLEAN_ONLY")}
        broken = [stack for stack in asked if not passed[stack.question.name]]
        outcomes = {expectation.name: PASSED for expectation in expectations}
        for stack, result in self._results(broken, "COMPLETE"):
            outcomes |= _apart(stack, _broken(stack.question, result))
        return outcomes

    def _results(self, asked: Sequence[Stack], form: str) -> list[tuple[Stack, Any]]:
        """Great Expectations' results, put back in order. The short form takes half the time of the complete one."""
        told = {"result_format": {"result_format": form, "include_unexpected_rows": False}}
        results: dict[str, Any] = {}
        for portion in _portions(asked):
            configurations = [_gx(self._gx, stack.question).configuration for stack in portion]
            found = self._validator(portion).graph_validate(configurations, runtime_configuration=told)
            results |= {result.expectation_config.meta["name"]: result for result in found}
        return [(stack, results[stack.question.name]) for stack in asked]

    def _validator(self, asked: Sequence[Stack]) -> Any:
        """Great Expectations' validator over all stacks, each a batch of its own.

        Its engine is given the frames: a batch that is asked of a data source is hashed twice, row by row, for a mark
        that nobody reads.
        """
        from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
        from great_expectations.validator.validator import Validator

        frames = {stack.question.name: stack.rows.to_pandas(date_as_object=False) for stack in asked}
        return Validator(PandasExecutionEngine(batch_data_dict=frames), data_context=self._context)


def _portions(asked: Sequence[Stack]) -> Iterator[list[Stack]]:
    portion: list[Stack] = []
    for stack in asked:
        if portion and sum(other.rows.num_rows for other in (*portion, stack)) > AT_ONCE:
            yield portion
            portion = []
        portion.append(stack)
    if portion:
        yield portion


def _quiet() -> Any:
    """A context of memory alone: no folder for documents, no progress bars, no analytics."""
    from great_expectations.data_context.types import base

    return base.DataContextConfig(
        store_backend_defaults=base.InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=base.ProgressBarsConfig(globally=False, metric_calculations=False),
        analytics_enabled=False,
    )


def _gx(gx: Any, expectation: Expectation) -> Any:
    kind = getattr(gx.expectations, expectation.expect, None)
    if kind is None:
        raise ConfigurationError(f"{expectation.name}: Great Expectations has no {expectation.expect}")
    try:
        return kind(**expectation.arguments, batch_id=expectation.name, meta={"name": expectation.name})
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


def _apart(stack: Stack, outcome: Outcome) -> Mapping[str, Outcome]:
    if len(stack.asked) == 1:
        return {stack.question.name: outcome}
    return {name: Outcome(not rows, rows) for name, rows in stack.apart(outcome.rows).items()}


def _one_line(error: object) -> str:
    return " ".join(str(error).split())
