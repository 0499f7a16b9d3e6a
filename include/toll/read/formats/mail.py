"""Mail saved from a mailbox: its words as one article, and its attachments, each read by its own format.

A mailbox in one file (mbox) is its messages, one after the other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any, cast

from toll.errors import UnreadableError
from toll.files import names
from toll.read.decoding import decode
from toll.read.document import Document, Found
from toll.read.formats import Format, html
from toll.read.instants import iso
from toll.read.source import Source

_LONGEST_HEADER = 2_000
_MOST_NESTED = 100
"""The parser compares each line with the boundary of every part around it."""

_LINE = 1 << 16


class _Bounded(EmailPolicy):
    """The standard policy, but for headers longer than any mailer writes, which take it minutes: they are cut."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


_POLICY = _Bounded()


def documents(source: Source) -> Iterator[Found]:
    """The article that a mail is and what is attached to it; raises UnreadableError for a mail with neither."""
    if source.head.startswith(b"From "):
        for number, message in enumerate(_messages(source), start=1):
            yield from source.inside(f"message {number}.eml", io.BytesIO(message))
    else:
        yield from _mail(source)


def _mail(source: Source) -> Iterator[Found]:
    raw = source.content()
    if raw.lower().count(b"boundary=") > _MOST_NESTED:
        raise UnreadableError(
            f"it is a mail of more than {_MOST_NESTED} parts within parts; save those that are wanted"
        )
    mail = cast(EmailMessage, message_from_bytes(raw, policy=_POLICY))
    attached = [part for part in mail.iter_attachments() if not _is_ornament(part)] if mail.is_multipart() else []
    body = cast(EmailMessage | None, mail.get_body(("plain", "html")))
    document = _document(mail, body, source) if body is not None else None
    if document is None and not attached:
        raise UnreadableError("it is a mail without words and attachments")
    if document is not None:
        yield document
    for number, part in enumerate(attached, start=1):
        for one in source.inside(_name(part, number), io.BytesIO(_content(part))):
            yield _sent(one, iso(_header(mail, "Date")))


def _sent(attached: Found, day: str | None) -> Found:
    """What is attached is no younger than the mail: that is its day where nothing else tells one."""
    if isinstance(attached, Document) and attached.copied is None:
        return replace(attached, copied=day)
    return attached


def _document(mail: EmailMessage, body: EmailMessage, source: Source) -> Document | None:
    raw = _content(body)
    if not raw.strip():
        return None
    text = decode(raw, body.get_content_charset())
    if body.get_content_type() == "text/html":
        text = html.document(text).text
    return Document(
        text=text,
        format=Format.MAIL,
        locator=source.locator,
        outlet=_outlet(_header(mail, "From")),
        title=_header(mail, "Subject"),
        published=iso(_header(mail, "Date")),
    )


def _messages(source: Source) -> Iterator[bytes]:
    """The messages of an mbox: each begins with a line `From …` after a blank one (RFC 4155)."""
    stream, most = source.stream, source.limits.document_bytes
    message, blank = bytearray(), True
    while line := stream.readline(_LINE):
        if blank and line.startswith(b"From "):
            if message:
                yield bytes(message)
            message.clear()
        elif len(message) <= most:
            message += line
        blank = line in (b"\n", b"\r\n")
    if message:
        yield bytes(message)


def _header(mail: EmailMessage, name: str) -> str | None:
    with suppress(Exception):  # the standard library raises errors of many kinds over headers that are none
        return " ".join(str(mail[name] or "").split()) or None
    return None


def _outlet(sender: str | None) -> str | None:
    name, address = parseaddr(sender or "")
    return name or address or None


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return b"".join(inner.as_bytes() for inner in part.iter_parts())
    content: Any = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _is_ornament(part: EmailMessage) -> bool:
    """A picture shown within the words, or a signature of the mail: nothing that could be an article."""
    kind = part.get_content_type()
    inline = part.get_content_disposition() != "attachment"
    return (part.get_content_maintype() == "image" and inline) or kind.endswith(("-signature", "/pgp-keys"))


def _name(part: EmailMessage, number: int) -> str:
    suffix = ".eml" if part.get_content_type() == "message/rfc822" else ""
    with suppress(Exception):
        if name := part.get_filename():
            return names.shown(names.stored(name))
    return f"attachment {number}{suffix}"
