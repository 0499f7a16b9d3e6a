import os
import pty
import re
import select
import signal
import sys
import time
from collections.abc import Iterator

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from cli.conftest import Run
from toll.cli.completion import Words
from toll.cli.shell import complete, obey
from toll.settings import Settings
from toll.statistics import Session


@pytest.fixture
def session(lake: Settings) -> Iterator[Session]:
    with Session(lake) as opened:
        yield opened


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        pytest.param("SELECT 1;", True, id="semicolon"),
        pytest.param("SELECT 1", False, id="more to come"),
        pytest.param("SELECT ';", False, id="in a string"),
        pytest.param("SELECT 1 -- ;", False, id="in a comment"),
        pytest.param("SELECT 1\n;\n", True, id="on its own line"),
        pytest.param(".tables", True, id="command"),
        pytest.param("  ", True, id="nothing"),
    ],
)
def test_complete(line: str, ends: bool) -> None:
    assert complete(line) is ends


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        pytest.param("SELECT 6 * 7 AS answer;", "42", id="rows"),
        pytest.param("SELECT 41 AS a; SELECT 42 AS b;", "42", id="two statements"),
        pytest.param(".tables", "statistics_casualties_by_means", id="tables"),
        pytest.param(".schema incidents", "Stays the same", id="meaning of a column"),
        pytest.param(".schema statistics_coverage;", "silent_days", id="columns of a question"),
        pytest.param(".help", ".schema T", id="help"),
    ],
)
def test_obey(session: Session, capfd: pytest.CaptureFixture[str], line: str, shown: str) -> None:
    obey(session, line)
    out, err = capfd.readouterr()
    assert shown in out
    assert err == ""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("SELEC;", "toll: Parser Error: syntax error", id="SQL"),
        pytest.param(".schema nothing", "toll: no table is called 'nothing'; .tables names them", id="schema"),
        pytest.param(".drop", "toll: .drop: no such command; .help names them", id="command"),
    ],
)
def test_errors_take_one_line(session: Session, capfd: pytest.CaptureFixture[str], line: str, told: str) -> None:
    obey(session, line)
    out, err = capfd.readouterr()
    assert (out, err.count("\n"), err[: len(told)]) == ("", 1, told)


def test_nothing_is_shown_for_nothing(session: Session, capfd: pytest.CaptureFixture[str]) -> None:
    for line in ("", " ; ", "CREATE TABLE mine(x INTEGER);", "SET VARIABLE country = 'SY';"):
        obey(session, line)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("typed", "offered", "not_offered"),
    [
        pytest.param("SELECT * FROM inc", "incidents", "INCLUDE", id="only tables after FROM"),
        pytest.param("sel", "SELECT", "articles", id="keywords"),
        pytest.param("SELECT killed_chil", "killed_children_best", "killed_best", id="columns"),
        pytest.param("SELECT articles.pub", ".published_start", "published_start", id="columns of a table"),
        pytest.param(".sch", ".schema", ".tables", id="commands"),
        pytest.param(".schema stat", "statistics_coverage", "articles", id="tables for .schema"),
        pytest.param("FROM my_", "my_own", "articles", id="the user's own"),
    ],
)
def test_completion(session: Session, typed: str, offered: str, not_offered: str) -> None:
    session.run("CREATE TABLE my_own AS SELECT 1 AS x")
    words = Words(session, (".schema", ".tables"))
    found = [c.text for c in words.get_completions(Document(typed), CompleteEvent(completion_requested=True))]
    assert offered in found
    assert not_offered not in found


class Terminal:
    """`toll sql` on a terminal of its own."""

    def __init__(self, lake: Settings) -> None:
        self.shown = ""
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.environ |= {"TOLL_DATA": str(lake.data), "TERM": "xterm", "COLUMNS": "80", "LINES": "24"}
            command = [sys.executable, "-c", "from toll.cli import main; main()", "sql"]
            os.execv(sys.executable, command)  # noqa: S606

    def type(self, text: str) -> None:
        os.write(self.end, text.encode())

    def wait_for(self, wanted: str, seconds: float = 20.0) -> None:
        """Read until `wanted` is shown, answering the terminal's questions, and forget all up to there."""
        until = time.monotonic() + seconds
        while wanted not in self.shown:
            assert select.select([self.end], [], [], max(until - time.monotonic(), 0))[0], self.shown
            read = os.read(self.end, 65536).decode(errors="replace")
            if "\x1b[6n" in read:
                self.type("\x1b[1;1R")
            self.shown += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", read)
        self.shown = self.shown.partition(wanted)[2]

    def close(self) -> int:
        """Leave by the end of input; returns the exit code."""
        self.type("\x04")
        while True:
            try:
                if not os.read(self.end, 65536):
                    break
            except OSError:
                break
        os.close(self.end)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.mark.usefixtures("interrupts")
def test_on_a_terminal(lake: Settings) -> None:
    terminal = Terminal(lake)
    try:
        terminal.wait_for("toll>")
        terminal.type("SELECT killed_low\r")
        terminal.wait_for("...>")
        terminal.type("FROM incidents WHERE killed_low > 3;\r")
        terminal.wait_for("25")
        terminal.wait_for("toll>")
        terminal.type("half a line\x03")
        terminal.wait_for("toll>")
        terminal.type("SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7;\r")
        time.sleep(1.5)
        terminal.type("\x03")
        terminal.wait_for("interrupted")
        terminal.wait_for("toll>")
        terminal.type("SELECT 6 * 7 AS n;\r")
        terminal.wait_for("42")
        terminal.wait_for("toll>")
        assert terminal.close() == 0
    except BaseException:
        os.kill(terminal.pid, signal.SIGKILL)
        raise
    history = lake.data / ".sql_history"
    assert "WHERE killed_low > 3;" in history.read_text()
    assert history.stat().st_mode & 0o077 == 0


def test_without_a_terminal_there_is_no_shell(lake: Settings, run: Run) -> None:
    assert run("sql", "-f", "csv", stdin="SELECT 1 AS a;").out == "a\n1\n"
