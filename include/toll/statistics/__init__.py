"""The lake's questions and answers: SQL over Parquet in, Arrow tables out. The only importer of DuckDB.

Views stand over the Parquet parts and hold no rows, so readers never lock out the pipeline nor it them.
"""

from toll.statistics.answers import answer, ask, publish, report
from toll.statistics.dossier import Dossier, dossier
from toll.statistics.questions import PARAMETERS, Question, question, questions
from toll.statistics.session import Session
from toll.statistics.views import refresh_views

__all__ = [
    "PARAMETERS",
    "Dossier",
    "Question",
    "Session",
    "answer",
    "ask",
    "dossier",
    "publish",
    "question",
    "questions",
    "refresh_views",
    "report",
]
