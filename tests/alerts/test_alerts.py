"""Messages to a real HTTP server and a real mail server on loopback: what is told, how often, and what is refused."""

from __future__ import annotations

from email.message import Message
from pathlib import Path
from typing import Any

import pytest

import lakes
from toll import alerts
from toll.errors import AlertError, ConfigurationError
from toll.settings import Settings

HOSTILE = "Gao\r\nBcc: other@example.org\x1b[2J"


def _plan(killed: str = "20", hook: Any = None, mailbox: Any = None, **more: str) -> alerts.Plan:
    ways = {"TOLL_ALERT_WEBHOOK": f"http://127.0.0.1:{hook.server_port}/x"} if hook else {}
    if mailbox:
        ways |= {"TOLL_ALERT_SMTP": f"smtp://127.0.0.1:{mailbox.server_address[1]}"}
        ways |= {"TOLL_ALERT_TO": "ana@example.org, desk@example.org"}
    return alerts.from_environment({"TOLL_ALERT_KILLED": killed, **ways, **more})


def _lake(data: Path, *tolls: int, events: str = "e") -> Settings:
    incidents = [
        {
            "incident_id": f"i{n}",
            "killed_low": toll,
            "killed_best": toll,
            "killed_high": toll,
            "place_name": HOSTILE,
            "country": "Mali",
        }
        for n, toll in enumerate(tolls)
    ]
    links = [{"incident_id": f"i{n}", "event_id": f"{events}{n}"} for n, _ in enumerate(tolls)]
    return lakes.make(data, {"incidents": incidents, "incident_events": links})


def test_an_incident_that_passes_a_number_is_told_once(tmp_path: Path, hook: Any) -> None:
    settings = _lake(tmp_path, 25, 19, 60)
    assert [alerts.tell_passed(settings, _plan(hook=hook)) for _ in range(3)] == [2, 0, 0]
    (told,) = hook.heard
    assert [row["incident_id"] for row in told["incidents"]] == ["i2", "i0"]
    assert told["subject"] == "Toll: 60 killed in Gao Bcc: other@example.org [2J, Mali, and 1 more"
    assert "25 killed · Gao" in told["text"]


def test_each_higher_number_is_told_again_and_a_fall_is_not(tmp_path: Path, hook: Any) -> None:
    plan = _plan("20,50", hook)
    told = [alerts.tell_passed(_lake(tmp_path, toll), plan) for toll in (10, 25, 60, 25, 70)]
    assert told == [0, 1, 1, 0, 0]
    assert [one["incidents"][0]["threshold"] for one in hook.heard] == [20, 50]


def test_an_incident_under_another_name_is_known_by_its_events(tmp_path: Path, hook: Any) -> None:
    settings = _lake(tmp_path, 25)
    alerts.tell_passed(settings, _plan(hook=hook))
    lakes.add(settings, "incidents", [{"incident_id": "renamed", "killed_best": 25}])
    lakes.add(settings, "incident_events", [{"incident_id": "renamed", "event_id": event} for event in ("e0", "new")])
    assert alerts.tell_passed(settings, _plan(hook=hook)) == 0


def test_a_mail_says_the_same_and_no_article_writes_its_headers(tmp_path: Path, mailbox: Any) -> None:
    assert alerts.tell_passed(_lake(tmp_path, 25), _plan(mailbox=mailbox)) == 1
    (mail,) = mailbox.heard
    assert isinstance(mail, Message)
    assert mail["To"] == "ana@example.org, desk@example.org"
    assert mail["Bcc"] is None
    assert sorted(line for line in mailbox.commands if line.startswith("rcpt")) == [
        "rcpt TO:<ana@example.org>",
        "rcpt TO:<desk@example.org>",
    ]


@pytest.mark.parametrize("answer", [404, 500, 302])
def test_what_could_not_be_sent_is_sent_by_the_next_run(tmp_path: Path, hook: Any, answer: int) -> None:
    settings = _lake(tmp_path, 25)
    hook.answers = answer
    with pytest.raises(AlertError, match=f"the webhook answered {answer}"):
        alerts.tell_passed(settings, _plan(hook=hook))
    hook.answers = 204
    assert alerts.tell_passed(settings, _plan(hook=hook)) == 1


def test_a_mail_goes_out_though_nobody_is_at_the_webhook(tmp_path: Path, mailbox: Any) -> None:
    plan = _plan(mailbox=mailbox, TOLL_ALERT_WEBHOOK="http://127.0.0.1:9/secret")
    with pytest.raises(AlertError, match="the webhook cannot be reached") as failed:
        alerts.tell_passed(_lake(tmp_path, 25), plan)
    assert "secret" not in str(failed.value)
    assert len(mailbox.heard) == 1


def test_no_password_goes_over_the_net_as_it_is(tmp_path: Path, mailbox: Any) -> None:
    address = f"smtp://ana:secret@127.0.0.1:{mailbox.server_address[1]}"
    plan = _plan(TOLL_ALERT_SMTP=address, TOLL_ALERT_TO="ana@example.org")
    with pytest.raises(AlertError, match="takes no STARTTLS"):
        alerts.tell_passed(_lake(tmp_path, 25), plan)
    assert not any("AUTH" in line.upper() for line in mailbox.commands)


def test_a_refused_batch_is_told_once(tmp_path: Path, hook: Any) -> None:
    settings = Settings(data=tmp_path)
    plan = _plan("", hook)
    assert [alerts.tell_refused(settings, plan, "gao.txt", "half of it broke") for _ in range(2)] == [True, False]
    (told,) = hook.heard
    assert told["subject"] == "Toll: refused gao.txt"
    assert "half of it broke" in told["text"]


def test_nobody_is_told_anything_unless_asked(tmp_path: Path) -> None:
    off = alerts.from_environment({})
    assert alerts.tell_passed(_lake(tmp_path, 25), off) == 0
    assert alerts.tell_refused(Settings(data=tmp_path), off, "a", "b") is False
    assert not (tmp_path / "alerts").exists()


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        pytest.param({"TOLL_ALERT_KILLED": "many"}, "should be a number of killed, or several", id="no number"),
        pytest.param({"TOLL_ALERT_KILLED": "0"}, "should be a number of killed", id="nought"),
        pytest.param({"TOLL_ALERT_KILLED": "10"}, "set TOLL_ALERT_WEBHOOK or TOLL_ALERT_SMTP too", id="no way"),
        pytest.param({"TOLL_ALERT_WEBHOOK": "ftp://x/secret"}, "begins with http:// or https://", id="scheme"),
        pytest.param({"TOLL_ALERT_SMTP": "smtp://x"}, "set TOLL_ALERT_TO to one mail address", id="nobody"),
        pytest.param(
            {"TOLL_ALERT_SMTP": "smtp://x:no", "TOLL_ALERT_TO": "a@b"}, "TOLL_ALERT_SMTP should be", id="port"
        ),
    ],
)
def test_a_wrong_variable_is_told_without_its_secrets(environ: dict[str, str], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told) as wrong:
        alerts.from_environment(environ)
    assert "secret" not in str(wrong.value)
