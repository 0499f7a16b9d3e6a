"""Corrections by the page inside Airflow: who may, what is refused, and what a correction does to a real lake."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from dags.conftest import As
from toll import lake, pipeline
from toll.settings import Settings
from toll.statistics import ask
from toll.tables import CORRECTIONS

OURS = {"sec-fetch-site": "same-origin"}
SCRIPT = "<script>alert(1)</script>"


def incident(settings: Settings) -> str:
    return str(ask(settings, "SELECT incident_id FROM incidents WHERE country_code = 'ML'")["incident_id"][0].as_py())


def claim(settings: Settings, quote: str = "douze soldats") -> str:
    found = ask(settings, "SELECT claim_id FROM claims WHERE contains(quote, $quote)", {"quote": quote})
    return str(found["claim_id"][0].as_py())


def send(
    client: Any, settings: Settings, target: str, headers: dict[str, str] | None = None, lang: str = "en", **form: str
) -> Any:
    filled = {"target": target, "field": "killed_best", "value": "14", "why": "a nurse counted them", **form}
    path = f"/casualties/incidents/{incident(settings)}/corrections?lang={lang}"
    return client.post(path, data=filled, headers=OURS if headers is None else headers)


def recorded(settings: Settings) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = lake.read(settings, CORRECTIONS).to_pylist()
    return rows


def page(client: Any, settings: Settings, query: str = "?lang=en") -> str:
    answer = client.get(f"/casualties/incidents/{incident(settings)}{query}")
    assert answer.status_code == 200
    return str(answer.text)


@pytest.mark.parametrize(("role", "may"), [("viewer", False), ("user", True), ("op", True), ("admin", True)])
def test_only_who_may_trigger_the_build_sees_the_form(told: Settings, shared: As, role: str, may: bool) -> None:
    shown = page(shared(role), told)
    assert ('<form method="post"' in shown, "correct=" in shown) == (may, may)


def test_a_viewer_writes_nothing(told: Settings, shared: As) -> None:
    assert send(shared("viewer"), told, incident(told)).status_code == 403
    assert recorded(told) == []


FROM_ELSEWHERE = {
    "another site": {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
    "a neighbour": {"sec-fetch-site": "same-site"},
    "another origin": {"origin": "http://evil.example"},
    "an opaque origin": {"origin": "null"},
    "nothing said": {},
}


@pytest.mark.parametrize("case", FROM_ELSEWHERE)
def test_what_no_page_of_ours_sent_is_refused(told: Settings, shared: As, case: str) -> None:
    assert send(shared("admin"), told, incident(told), FROM_ELSEWHERE[case]).status_code == 403
    assert recorded(told) == []


BODIES = {
    "json": ("application/json", b"{}", 415),
    "multipart": ("multipart/form-data; boundary=x", b"--x--", 415),
    "too large": ("application/x-www-form-urlencoded", b"why=" + b"x" * 10_000, 413),
    "no utf-8": ("application/x-www-form-urlencoded", b"why=%ff", 400),
    "too many fields": ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 30), 400),
}


@pytest.mark.parametrize("case", BODIES)
def test_what_is_no_small_form_is_refused(told: Settings, shared: As, case: str) -> None:
    kind, body, status = BODIES[case]
    path = f"/casualties/incidents/{incident(told)}/corrections"
    answer = shared("user").post(path, content=body, headers={**OURS, "content-type": kind})
    assert answer.status_code == status


UNFIT = {
    "value": ({"value": "a few"}, "killed_best='a few' should be a whole number, 0 or more"),
    "too many": ({"value": "9" * 200}, "of up to 9 digits"),
    "field": ({"field": "quote"}, "'quote' of an incident cannot be corrected"),
    "code": ({"field": "means", "value": "magic"}, "means='magic' should be one of"),
    "date": ({"field": "date", "value": "9999-13"}, "is no day"),
    "place": ({"field": "place", "value": "Nowherebad"}, "the gazetteer has no such place"),
    "no reason": ({"why": "  "}, "Say what is wrong, and why."),
    "a long reason": ({"why": "x" * 501}, "at most 500 characters"),
    "nothing to take back": ({"retract": "1"}, "there is nothing to retract"),
    "markup": ({"field": "means", "value": SCRIPT}, "means='<script>"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_what_cannot_be_is_said_in_one_line_and_stays_in_the_form(told: Settings, shared: As, case: str) -> None:
    form, reason = UNFIT[case]
    answer = send(shared("user"), told, incident(told), **form)
    assert answer.status_code == 422
    (said,) = re.findall(r'<p class="error" id="refused" role="alert">(.*)</p>', answer.text)
    assert reason in html.unescape(said)
    assert f'name="value" value="{html.escape(form.get("value", "14")).replace("&quot;", "&#34;")}"' in answer.text
    assert "<script" not in answer.text
    assert recorded(told) == []


def test_a_claim_of_another_incident_is_none_of_this_page(told: Settings, shared: As) -> None:
    answer = send(shared("user"), told, claim(told, "quatre morts"), field="best")
    assert answer.status_code == 422
    assert "neither the incident nor a claim" in answer.text


def test_an_unknown_incident(told: Settings, shared: As) -> None:
    for name in ("nothing", "x" * 65, "%3Cscript%3E"):
        path = f"/casualties/incidents/{name}/corrections"
        form = {"target": name, "field": "means", "value": "bomb", "why": "so"}
        assert shared("user").post(path, data=form, headers=OURS).status_code == 404


@pytest.mark.usefixtures("database")
def test_a_correction_is_recorded_and_the_next_build_shows_it(here: Settings, client: As) -> None:
    user = client("user")
    answer = send(user, here, incident(here), why=f"counted {SCRIPT}", who="somebody else")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/casualties/incidents/{incident(here)}?recorded=built&lang=en")
    (row,) = recorded(here)
    assert (row["who"], row["field"], row["value"]) == ("awa", "killed_best", "14")

    before = page(user, here, "?lang=en&recorded=built")
    assert "a build of the incidents was started" in before
    assert '<dd class="best">12</dd>' in before
    assert "The next build of the incidents applies it." in before

    pipeline.build_incidents(here)
    after = page(client("viewer"), here)
    assert '<dd class="best">14</dd>' in after
    assert re.search(r"corrected;\s+the claims add up to 12", after)
    assert "Corrected: Killed · best" in after
    assert "Killed · best: 14; extracted: 12" in after
    assert "<strong>awa</strong>" in after
    assert "counted &lt;script&gt;alert(1)&lt;/script&gt;" in after
    assert "applies it" not in after
    assert "<form" not in after


def test_a_claim_is_corrected_and_taken_back(here: Settings, client: As) -> None:
    user, target, over_http = client("user"), claim(here), {"origin": "http://testserver"}
    form = page(user, here, f"?lang=en&correct={target}")
    assert f'<input type="hidden" name="target" value="{target}">' in form
    assert '<option value="victim_group">' in form
    refused = send(user, here, target, over_http, field="best", value="2")
    assert (refused.status_code, "would break an expectation" in refused.text) == (422, True)
    assert send(user, here, target, over_http, field="figure", value="15").status_code == 303
    pipeline.build_incidents(here)
    shown = page(user, here)
    assert "Corrected; now state forces: 15 (15), reported." in shown
    assert "Low: 15; extracted: 12" in shown
    assert send(user, here, target, field="figure", retract="1", why="she was mistaken").status_code == 303
    pipeline.build_incidents(here)
    assert "Nobody has put anything right." in page(user, here)


def test_the_form_speaks_french(here: Settings, client: As) -> None:
    shown = send(client("user"), here, incident(here), lang="fr", why="").text
    assert "Dites ce qui est faux, et pourquoi." in shown
    assert "Tués · central" in shown


def test_an_incident_that_is_none_can_be_made_one_again(here: Settings, client: As) -> None:
    user, name = client("user"), incident(here)
    assert send(user, here, name, field="is_incident", value="false").status_code == 303
    pipeline.build_incidents(here)
    gone = user.get(f"/casualties/incidents/{name}?lang=en").text
    assert "Whether it is an incident: false; extracted: true" in gone
    path = f"/casualties/incidents/{name}/corrections"
    form = {"target": name, "field": "is_incident", "retract": "1", "why": "it was one"}
    assert user.post(path, data=form, headers=OURS).status_code == 303
    pipeline.build_incidents(here)
    assert incident(here) == name
