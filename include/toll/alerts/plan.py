"""Whom to tell, and of what: read from the environment once.

`TOLL_ALERT_KILLED` is a number of killed, or several (`10,50,100`); `TOLL_ALERT_WEBHOOK` an address that takes a POST;
`TOLL_ALERT_SMTP` a mail server (`smtp://user:password@host:587`, `smtps://` for TLS from the start) that sends to
`TOLL_ALERT_TO`, addresses with commas between, from `TOLL_ALERT_FROM`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from toll.errors import ConfigurationError

_SENDER = "toll@localhost"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server, and who writes to whom."""

    server: SplitResult
    sender: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Numbers of killed, ascending, and the ways to tell; without a way nobody is told anything."""

    killed: tuple[int, ...] = ()
    webhook: str | None = None
    mail: Mail | None = None

    @property
    def is_on(self) -> bool:
        """Whether anybody is to be told."""
        return self.webhook is not None or self.mail is not None


def from_environment(environ: Mapping[str, str] | None = None) -> Plan:
    """The plan that the environment asks for; raises ConfigurationError where a variable is wrong or lacks another."""
    env = os.environ if environ is None else environ
    plan = Plan(_numbers(env.get("TOLL_ALERT_KILLED", "")), _webhook(env), _mail(env))
    if plan.killed and not plan.is_on:
        raise ConfigurationError("TOLL_ALERT_KILLED is set; set TOLL_ALERT_WEBHOOK or TOLL_ALERT_SMTP too")
    return plan


def _numbers(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() and int(part) for part in parts):
        raise ConfigurationError(f"TOLL_ALERT_KILLED={text!r} should be a number of killed, or several: 10,50,100")
    return tuple(sorted({int(part) for part in parts}))


def _webhook(env: Mapping[str, str]) -> str | None:
    address = env.get("TOLL_ALERT_WEBHOOK") or None
    if address:
        _split("TOLL_ALERT_WEBHOOK", address, ("http", "https"))
    return address


def _mail(env: Mapping[str, str]) -> Mail | None:
    server, to = env.get("TOLL_ALERT_SMTP"), env.get("TOLL_ALERT_TO", "")
    if not server:
        return None
    receivers = tuple(part.strip() for part in to.split(",") if part.strip())
    if not receivers or not all("@" in one for one in receivers):
        raise ConfigurationError("TOLL_ALERT_SMTP is set; set TOLL_ALERT_TO to one mail address or more")
    split = _split("TOLL_ALERT_SMTP", server, ("smtp", "smtps"))
    return Mail(split, env.get("TOLL_ALERT_FROM") or _SENDER, receivers)


def _split(name: str, address: str, schemes: tuple[str, ...]) -> SplitResult:
    """The parts of an address, which is not told where it is wrong: it may hold a password."""
    try:
        split = urlsplit(address)
        known = split.scheme in schemes and bool(split.hostname) and split.port != 0
    except ValueError:
        known = False
    if not known:
        begins = " or ".join(f"{scheme}://" for scheme in schemes)
        raise ConfigurationError(f"{name} should be an address that begins with {begins}")
    return split
