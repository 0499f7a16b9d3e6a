"""What readers found, in; the same out, fit to be kept: of characters that a text can hold, and of bounded size.

It holds for every format: strangers write names and titles of any length, and files of nothing but bad records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from toll.errors import UnreadableError
from toll.read.decoding import whole
from toll.read.document import Document, Found, Refused
from toll.read.limits import Budget, Limits

LONGEST = 1_000
"""Characters of what is told beside a text; many documents of a feed may each repeat its title."""

BESIDE = 100
"""Characters that are told beside a text, as a rule."""

_LONGEST_REASON = 2_000
_DOCUMENTS = 10
"""A file in which not one document in so many comes among its refused members holds something else than articles."""


def found(given: Iterable[Found], limits: Limits, budget: Budget) -> Iterator[Found]:
    """What was `given`, until too much of it is refused (`Limits.refusals`); then `the rest`, refused as one.

    All that is told is counted against `budget`: elements within elements may each be told with all that they hold.

    A document whose text is longer than a document may be is refused: what packs itself may unpack to any length.
    Raises UnreadableError where that is the file itself, OverBudgetError where more is told than it can hold.
    """
    documents = refused = 0
    for one in given:
        kept = _fit(one, limits.document_bytes)
        budget.spend(len(kept.text if isinstance(kept, Document) else kept.content) + BESIDE)
        yield kept
        documents += isinstance(kept, Document)
        refused += isinstance(kept, Refused)
        if refused >= limits.refusals and documents * _DOCUMENTS < refused:
            reason = f"{refused:,} of its members give no article, and {documents:,} do; drop those that are articles"
            yield Refused(locator="the rest", reason=reason)
            return


def _fit(one: Found, most: int) -> Found:
    if isinstance(one, Refused):
        return replace(one, locator=_plain(one.locator), reason=_plain(one.reason)[:_LONGEST_REASON])
    if len(one.text) > most:
        reason = f"its text is longer than {most:,} characters; cut it, or raise TOLL_MAX_FILE_BYTES"
        if one.locator is None:
            raise UnreadableError(reason)
        return Refused(locator=_plain(one.locator), reason=reason)
    return _clean(one)


def _clean(document: Document) -> Document:
    return replace(
        document,
        text=_plain(document.text),
        locator=document.locator and _plain(document.locator),
        outlet=_line(document.outlet),
        url=_line(document.url) if len(document.url or "") <= LONGEST else None,  # half an address leads nowhere
        title=_line(document.title),
        published=_line(document.published),
        header_date=_line(document.header_date),
        copied=_line(document.copied),
        uri=_line(document.uri),
        embargoed_until=document.embargoed_until and _plain(document.embargoed_until),
    )


def _line(told: str | None) -> str | None:
    return (_plain(told)[:LONGEST].strip() or None) if told else None


def _plain(text: str) -> str:
    return whole(text.replace("\0", ""))
