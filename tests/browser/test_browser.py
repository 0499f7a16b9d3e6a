"""The casualty page as a reader has it: logged in to the real Airflow, in a real browser (`make test-browser`)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toll_local import api

pytestmark = pytest.mark.browser

IMAGES = os.environ.get("TOLL_IMAGES")
"""A folder for screenshots, where some are wanted."""


def shoot(page, name: str, **options) -> None:
    if IMAGES:
        page.screenshot(path=Path(IMAGES) / f"{name}.png", **options)


def casualties(page):
    """The page inside its frame, reached through the navigation."""
    page.get_by_role("link", name="Casualties").first.click()
    frame = page.frame_locator("iframe")
    frame.get_by_role("heading", level=1, name="Casualties").wait_for()
    return frame


def quiet(up, seen) -> None:
    assert seen.errors == []
    assert seen.hosts <= {api.address(up).removeprefix("http://"), ""}


def test_a_reader_filters_and_follows_a_figure_to_its_words(up, logged_in, seen):
    page = logged_in()
    frame = casualties(page)
    frame.locator("figure svg.map").wait_for()
    frame.locator("figure img").evaluate("image => image.decode()")
    shoot(page, "casualties")
    frame.get_by_label("Country").select_option("IQ")
    frame.get_by_role("button", name="Show").click()
    frame.locator(".tile.killed .best", has_text="17").wait_for()
    row = frame.get_by_role("region", name="Deadliest incidents").get_by_role("row").nth(1)
    row.get_by_role("link", name="open").click()
    frame.get_by_role("heading", name="Kirkuk").first.wait_for()
    shoot(page, "incident")
    quote = frame.locator("blockquote mark a").first
    words = quote.inner_text()
    quote.click()
    frame.locator(".text mark", has_text=words).first.wait_for()
    frame.get_by_role("link", name="Articles and quality").click()
    frame.get_by_role("heading", name="Articles by month").wait_for()
    quiet(up, seen)


def test_french_by_the_browsers_language_and_by_choice(up, logged_in, seen):
    page = logged_in(locale="fr-FR")
    page.goto(f"{api.address(up)}/casualties/")
    page.get_by_role("heading", level=1, name="Victimes").wait_for()
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", level=1, name="Casualties").wait_for()
    page.get_by_role("link", name="Français").click()
    page.get_by_role("heading", level=1, name="Victimes").wait_for()
    quiet(up, seen)


@pytest.mark.parametrize("address", ["/casualties/", "/casualties/quality"])
def test_a_narrow_window_shows_all_without_scrolling_sideways(up, logged_in, seen, address):
    page = logged_in(width=380, height=800)
    page.goto(api.address(up) + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    shoot(page, "casualties-narrow" if address.endswith("/") else "quality-narrow")
    quiet(up, seen)


def test_the_keyboard_reaches_the_filters(up, logged_in):
    page = logged_in()
    page.goto(f"{api.address(up)}/casualties/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "since"


def test_an_article_that_would_run_a_script_shows_as_text(up, logged_in, seen):
    page = logged_in()
    page.on("dialog", lambda dialog: seen.errors.append(f"a dialog: {dialog.message}"))
    page.goto(f"{api.address(up)}/casualties/?country=ML")
    page.get_by_role("region", name="Deadliest incidents").get_by_role("link", name="open").first.click()
    page.locator("blockquote mark a").first.click()
    text = page.locator(".text").inner_text()
    for written in ('<script>alert("titre")</script>', '<b onclick="x">', "'; DROP TABLE incidents; --", "<img src=x>"):
        assert written in text
    assert page.locator(".text script, .text img, .text b").count() == 0
    quiet(up, seen)


def test_a_table_comes_down_as_csv(up, logged_in, seen):
    page = logged_in()
    page.goto(f"{api.address(up)}/casualties/?country=IQ")
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV").first.click()
    assert Path(coming.value.path()).read_text().splitlines()[1].startswith("killed,1,17,17,17")
    quiet(up, seen)


def test_a_stranger_is_refused(up, browser):
    page = browser.new_context().new_page()
    assert page.goto(f"{api.address(up)}/casualties/").status == 401
