"""Date expressions in copy: `find` says where they stand and what they say, `resolve` which days they mean.

The engine knows no language: words, rules and their examples are a `DateWords` (`languages/<code>/dates.yaml`).
"""

from toll.timex.compiled import load, load_file
from toll.timex.expression import Kind, TimeExpression, Unit
from toll.timex.finder import find
from toll.timex.resolver import resolve, resolve_all
from toll.timex.words import DateRule, DateWords

__all__ = [
    "DateRule",
    "DateWords",
    "Kind",
    "TimeExpression",
    "Unit",
    "find",
    "load",
    "load_file",
    "resolve",
    "resolve_all",
]
