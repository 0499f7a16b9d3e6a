"""Trees of files packed in every way, in memory, for the tests of packed files."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Mapping

import zstandard

Tree = Mapping[str, bytes]


def zipped(tree: Tree, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of `tree`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in tree.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tarred(tree: Tree, form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar of `tree`."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        for name, content in tree.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return packed.getvalue()


def entry(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    """A member of a tar that is no file."""
    header = tarfile.TarInfo(name)
    header.type, header.linkname = kind, link
    return header


def tar_of(*headers: tarfile.TarInfo) -> bytes:
    """A tar of members that are no files."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for header in headers:
            archive.addfile(header)
    return packed.getvalue()


def zstandard_of(raw: bytes) -> bytes:
    """`raw` packed by Zstandard."""
    return zstandard.ZstdCompressor().compress(raw)


STREAMS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstandard_of}
"""How one stream is packed, by the suffix that tells it."""
