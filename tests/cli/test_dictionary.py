from cli.conftest import Run
from toll.cli.dictionary import markdown
from toll.settings import PROJECT
from toll.tables import TABLES


def test_docs_are_what_the_declaration_says() -> None:
    stale = "docs/tables.md is stale; run `toll tables > docs/tables.md`"
    assert (PROJECT / "docs" / "tables.md").read_text(encoding="utf-8") == markdown(), stale


def test_every_column_has_its_row(run: Run) -> None:
    out = run("tables").out
    assert [c.name for table in TABLES for c in table.columns if f"| `{c.name}` | " not in out] == []
