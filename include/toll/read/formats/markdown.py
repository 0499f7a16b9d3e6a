"""Markdown (CommonMark): its words without the marks, one paragraph a line; the first heading is the title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from toll.errors import UnreadableError
from toll.read import heads, page
from toll.read.decoding import decode
from toll.read.document import Document, Found
from toll.read.formats import Format, text
from toll.read.instants import iso
from toll.read.source import Source

MOST_CHARACTERS = 50_000
"""Longer than any article, and what a parser in Python can be kept busy with for seconds: beyond it, marks stay."""


def documents(source: Source) -> Iterator[Found]:
    """The one document of a Markdown file; raises UnreadableError where it holds no words."""
    written = decode(source.content())
    if len(written) > MOST_CHARACTERS:
        yield text.document(written, source.locator, Format.MARKDOWN)
        return
    matter = heads.matter(written) or heads.Head()
    tokens = MarkdownIt("commonmark").parse(written[matter.end :])
    words = "\n\n".join(filter(None, map(str.strip, _blocks(tokens))))
    if not words:
        raise UnreadableError("it holds marks and no words")
    yield Document(
        text=words,
        format=Format.MARKDOWN,
        locator=source.locator,
        outlet=matter.outlet,
        url=matter.url,
        title=matter.title or _heading(tokens),
        published=iso(matter.published),
    )


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _words(token.children or ())
        elif token.type in ("code_block", "fence"):
            yield token.content
        elif token.type == "html_block":
            with suppress(UnreadableError):
                yield page.shown(page.parse(token.content))


def _words(children: Sequence[Token]) -> str:
    """The words of a paragraph, without pictures; a line that is only wrapped goes on."""
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(
        breaks.get(child.type) or (child.content if child.type in ("text", "code_inline") else "") for child in children
    )


def _heading(tokens: Sequence[Token]) -> str | None:
    following = pairwise(tokens)
    inside = (_words(inline.children or ()) for token, inline in following if token.type == "heading_open")
    return next(filter(None, map(str.strip, inside)), None)
