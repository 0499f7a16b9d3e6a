"""Values as the JSON that is kept of them: the manifest of a batch, its receipt."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any


def as_json(value: object) -> bytes:
    """A dataclass with slots, and those that it holds, as objects of their fields in order; times in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, default=_plain).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return {name: getattr(value, name) for name in value.__slots__}
