from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toll.codes import PublishedBasis
from toll.model import Interval
from toll.read.published import published

MARCH = Interval(date(2022, 3, 1), date(2022, 3, 31), 4)
FIFTH = Interval(date(2022, 3, 5), date(2022, 3, 5), 1)
YEAR = Interval(date(2022, 1, 1), date(2022, 12, 31), 5)


@pytest.mark.parametrize(
    ("header", "name", "interval", "basis", "header_date"),
    [
        pytest.param(None, "alep.txt", None, "none", None, id="neither"),
        pytest.param("2022-03", "alep.txt", MARCH, "header", "2022-03", id="month"),
        pytest.param("2022-03-05", "alep.txt", FIFTH, "header", "2022-03-05", id="day"),
        pytest.param("2022/03/05", "alep.txt", FIFTH, "header", "2022/03/05", id="slashes"),
        pytest.param("05/03/2022", "alep.txt", FIFTH, "header", "05/03/2022", id="French order"),
        pytest.param("5.3.2022", "alep.txt", FIFTH, "header", "5.3.2022", id="dots"),
        pytest.param("20220305", "alep.txt", FIFTH, "header", "20220305", id="run together"),
        pytest.param("03/2022", "alep.txt", MARCH, "header", "03/2022", id="French month"),
        pytest.param("2022", "alep.txt", YEAR, "header", "2022", id="year"),
        pytest.param(
            "2024-02-29", "a", Interval(date(2024, 2, 29), date(2024, 2, 29), 1), "header", "2024-02-29", id="leap"
        ),
        pytest.param("2022-13", "alep.txt", None, "none", "2022-13", id="no such month"),
        pytest.param("2022-00-05", "alep.txt", None, "none", "2022-00-05", id="month nought"),
        pytest.param("2022-02-29", "alep.txt", None, "none", "2022-02-29", id="no such day"),
        pytest.param("1492-10-12", "alep.txt", None, "none", "1492-10-12", id="before newswires"),
        pytest.param(None, "2022-03-05-foo.txt", FIFTH, "filename", "2022-03-05", id="name"),
        pytest.param(None, "afp/foo_20220305.txt", FIFTH, "filename", "20220305", id="name run together, in a folder"),
        pytest.param(None, "2022_03_05.txt", FIFTH, "filename", "2022-03-05", id="name with underscores"),
        pytest.param(None, "foo.2022-03.txt", MARCH, "filename", "2022-03", id="month in name"),
        pytest.param(None, "foo-2022.txt", None, "none", None, id="a bare year in a name is no date"),
        pytest.param(None, "dsc_20229999.txt", None, "none", None, id="digits in a name that are no date"),
        pytest.param(None, "1234-5678-2022-03-05.txt", FIFTH, "filename", "2022-03-05", id="after other digits"),
        pytest.param(None, "id-120220305.txt", None, "none", None, id="within a longer number"),
        pytest.param("2022-03", "2022-03-05-foo.txt", FIFTH, "filename", "2022-03", id="the name is more precise"),
        pytest.param("2022-03-05", "2022-03.txt", FIFTH, "header", "2022-03-05", id="the header is more precise"),
        pytest.param("2022-03", "2016-10-11-foo.txt", MARCH, "header", "2022-03", id="they disagree: the header"),
        pytest.param("2022-13", "2022-03-05.txt", FIFTH, "filename", "2022-13", id="the header is none"),
    ],
)
def test_published(
    header: str | None, name: str, interval: Interval | None, basis: str, header_date: str | None
) -> None:
    found = published(header, name)
    assert (found.interval, found.basis, found.header_date) == (interval, PublishedBasis(basis), header_date)


@pytest.mark.parametrize(
    ("metadata", "interval", "basis"),
    [
        pytest.param("2022-03-05", FIFTH, "metadata", id="a day"),
        pytest.param("2022-03-05 10:00", FIFTH, "metadata", id="a time"),
        pytest.param("hier", MARCH, "header", id="no date"),
    ],
)
def test_metadata_stand_before_the_head(metadata: str, interval: Interval, basis: str) -> None:
    found = published("2022-03", "2021-01-01.txt", metadata)
    assert (found.interval, found.basis, found.header_date) == (interval, PublishedBasis(basis), "2022-03")
    assert found.evidence == (f"metadata: {metadata}", "header: 2022-03", "file name: 2021-01-01")


def test_both_dates_are_kept_as_evidence() -> None:
    assert published("2022-03", "2016-10-11-foo.txt").evidence == ("header: 2022-03", "file name: 2016-10-11")


@given(st.from_regex(r"\A[0-9./-]{1,12}\Z"), st.text())
def test_any_digits_give_an_interval_or_none(header: str, name: str) -> None:
    found = published(header, name).interval
    assert found is None or found.start <= found.end


@pytest.mark.parametrize(
    ("header", "name", "metadata", "interval", "basis"),
    [
        pytest.param(None, "a.pdf", None, FIFTH, "metadata", id="nothing else is known"),
        pytest.param("2022", "a.pdf", None, YEAR, "header", id="the head"),
        pytest.param(None, "2022-03.pdf", None, MARCH, "filename", id="the name"),
        pytest.param(None, "a.pdf", "2022-03", MARCH, "metadata", id="the format's own date"),
    ],
)
def test_the_day_of_a_copy_is_the_last_resort(
    header: str | None, name: str, metadata: str | None, interval: Interval, basis: str
) -> None:
    found = published(header, name, metadata, "2022-03-05T10:00:00Z")
    assert (found.interval, found.basis) == (interval, PublishedBasis(basis))
    assert found.evidence[-1] == "copied: 2022-03-05T10:00:00Z"
