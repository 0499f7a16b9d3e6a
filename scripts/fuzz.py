"""`make fuzz`: changed files of every format, which must give articles or a reason and nothing else.

One line a format; the inputs that did anything else are kept in `build/fuzz/<format>/`, and how each ended beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
from collections import Counter
from pathlib import Path

import fuzzing
from toll.read.formats import Format

_KEPT = Path("build/fuzz")
_KEPT_OF_EACH = 5


def main() -> None:
    """Try, print and keep; the exit code is 1 where anything was found."""
    asked = _asked()
    print(f"{'format':10} {'inputs':>9} {'read':>9} {'refused':>9} {'findings':>8} {'inputs/s':>8}  slowest input")
    found = [_tried(name, asked) for name in asked.formats]
    sys.exit(any(found))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("formats", nargs="*", type=Format, default=list(Format), help="which formats (default: all)")
    parser.add_argument("--inputs", type=int, default=50_000, help="inputs of each format")
    parser.add_argument("--start", type=int, default=0, help="number of the first")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that read at once")
    return parser.parse_args()


def _tried(name: Format, asked: argparse.Namespace) -> int:
    """Findings of a format."""
    begun, outcomes, slowest = time.monotonic(), Counter[str](), fuzzing.Told(0, fuzzing.READ)
    for told in fuzzing.tried(name, asked.inputs, asked.workers, asked.start):
        outcomes[told.outcome] += 1
        slowest = max(slowest, told, key=lambda one: one.seconds)
        if told.is_finding and outcomes[told.outcome] <= _KEPT_OF_EACH:
            _keep(name, told)
    seconds, count = time.monotonic() - begun, outcomes.total()
    findings = {said: times for said, times in outcomes.items() if said not in (fuzzing.READ, fuzzing.REFUSED)}
    print(
        f"{name:10} {count:9,} {outcomes[fuzzing.READ]:9,} {outcomes[fuzzing.REFUSED]:9,} {sum(findings.values()):8,} "
        f"{count / seconds:8,.0f}  {slowest.seconds:.2f} s (number {slowest.number})",
        flush=True,
    )
    for said, times in findings.items():
        print(f"    {times} times: {said}")
    return sum(findings.values())


def _keep(name: Format, told: fuzzing.Told) -> None:
    one = fuzzing.made(name, told.number)
    folder = _KEPT / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(one.raw).hexdigest()[:16]
    path.write_bytes(one.raw)
    path.with_suffix(".txt").write_text(f"{one.name}, number {told.number}: {told.outcome}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
