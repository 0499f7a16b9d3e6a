"""Imported once by the server from which the processes of these tests are forked."""

from toll import pipeline

pipeline.preload()
