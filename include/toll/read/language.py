"""Which language a text is written in, by py3langid over the languages of the world's news agencies."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LANGUAGES = (
    "ar",
    "de",
    "el",
    "en",
    "es",
    "fa",
    "fr",
    "he",
    "hi",
    "id",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "pt",
    "ru",
    "sv",
    "tr",
    "uk",
    "zh",
)
"""ISO 639-1. Without Catalan, Occitan, Walloon and their like, which short French copy is taken for."""

HEAD = 600
"""Characters that are looked at: beyond them the answer hardly changes, and the cost grows."""


def identify(text: str) -> str:
    """The ISO 639-1 code of the language of `text`."""
    return str(_identifier().classify(text[:HEAD])[0])


def preload() -> None:
    """Load the model, so that forked processes inherit it."""
    _identifier()


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
