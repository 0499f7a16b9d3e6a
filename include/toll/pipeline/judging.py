"""Rows put to the gate, and the page that says what it found."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pyarrow as pa

from toll import durable, validate
from toll.settings import Settings
from toll.validate import Verdict


def judged(
    settings: Settings,
    parts: Mapping[str, pa.Table],
    *,
    page: str,
    title: str,
    batch_id: str | None = None,
    max_rejected_share: float = 0.0,
    beside: Mapping[str, pa.Table] = MappingProxyType({}),
) -> Verdict:
    """The verdict on `parts`, as `validate.judge` gives it; written to `validation/<page>.html` under `title`."""
    verdict = validate.judge(parts, batch_id=batch_id or page, max_rejected_share=max_rejected_share, beside=beside)
    # A page that a crash takes is made again with its rows.
    durable.write(settings.reports / f"{page}.html", validate.page(verdict, title).encode(), synced=False)
    return verdict
