"""The gate between staging and the lake: rows in, a verdict out; the only room that uses Great Expectations.

Importing it is cheap: Great Expectations and pandas are loaded by the first `judge`, jinja2 by the first `page`.
"""

from toll.validate.gate import library as preload
from toll.validate.judging import judge
from toll.validate.page import page
from toll.validate.verdict import Check, Example, RejectedRow, Verdict

__all__ = ["Check", "Example", "RejectedRow", "Verdict", "judge", "page", "preload"]
