"""The errors that Toll raises on purpose, each a one-line message that says what to do."""


class TollError(Exception):
    """Base of all errors of this package; its text is one line, fit for a terminal or a task log."""


class ConfigurationError(TollError):
    """A data file of ours (language pack, gazetteer, expectations, SQL) or a setting is wrong; names file and line."""


class UnreadableError(TollError):
    """A dropped file is empty, binary, undecodable or too large; its text is the reason given in `rejected`."""


class RefusedError(TollError):
    """A batch failed a table-level expectation; nothing of it is published."""


class QueryError(TollError):
    """A question put to DuckDB could not be answered: bad SQL, an unknown question, no lake yet."""


class StorageError(TollError):
    """The data folder is full, read-only or not ours; nothing is lost, and the same run can be made again."""


class CorrectionError(TollError):
    """A correction names an unknown claim, incident, field or value, or leaves a row that breaks an expectation."""


class AlertError(TollError):
    """A message could not be sent; what it tells is told by the next run."""


class LostError(TollError):
    """A process that did a share of a task was ended from outside; nothing of the task is lost, it can be run again."""
