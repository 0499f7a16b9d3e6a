"""Toll: news articles in, casualty statistics out, every figure traceable to the sentence it came from."""

__version__ = "0.2.0"
