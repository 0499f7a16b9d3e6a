"""The lake's questions and answers: SQL over Parquet in, Arrow tables out. The only importer of DuckDB.

Views stand over the Parquet parts and hold no rows, so readers never lock out the pipeline nor it them.
"""

from toll.statistics.answers import answer, ask, exported, publish, reading_of, report
from toll.statistics.compared import compare
from toll.statistics.dossier import Dossier, dossier, dossier_in
from toll.statistics.questions import PARAMETERS, Question, exports, pages, question, questions, shared
from toll.statistics.readers import Readers, State
from toll.statistics.readings import readings
from toll.statistics.session import Session
from toll.statistics.views import FILE as VIEWS
from toll.statistics.views import refresh_views

__all__ = [
    "PARAMETERS",
    "VIEWS",
    "Dossier",
    "Question",
    "Readers",
    "Session",
    "State",
    "answer",
    "ask",
    "compare",
    "dossier",
    "dossier_in",
    "exported",
    "exports",
    "pages",
    "publish",
    "question",
    "questions",
    "reading_of",
    "readings",
    "refresh_views",
    "report",
    "shared",
]
