"""What the person at the terminal is told while it goes on."""

from __future__ import annotations


def say(text: str) -> None:
    """Print `text` at once, also into a pipe."""
    print(text, flush=True)
