"""The ways by which a message goes out, each with a limit of time."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote

from toll.alerts.message import Message
from toll.alerts.plan import Mail, Plan
from toll.errors import AlertError

SECONDS = 10.0
_PORTS = {"smtp": 25, "smtps": 465}


def send(plan: Plan, message: Message) -> None:
    """Send `message` every way of `plan`; raises AlertError where one fails, after all were tried."""
    failures = []
    for way in (_webhook, _mail):
        try:
            way(plan, message)
        except AlertError as error:
            failures.append(str(error))
    if failures:
        raise AlertError("; ".join(failures))


def _webhook(plan: Plan, message: Message) -> None:
    import httpx

    if plan.webhook is None:
        return
    told = {"text": f"{message.subject}\n{message.text}", "subject": message.subject, "incidents": _values(message)}
    try:
        httpx.post(plan.webhook, json=told, timeout=SECONDS, follow_redirects=False).raise_for_status()
    except httpx.HTTPStatusError as error:
        raise AlertError(f"the webhook answered {error.response.status_code}") from error
    except httpx.HTTPError as error:
        raise AlertError(f"the webhook cannot be reached ({type(error).__name__})") from error


def _values(message: Message) -> list[dict[str, object]]:
    plain = (int, float, str, list, type(None))
    return [{name: v if isinstance(v, plain) else str(v) for name, v in row.items()} for row in message.incidents]


def _mail(plan: Plan, message: Message) -> None:
    if plan.mail is None:
        return
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = message.subject, plan.mail.sender, ", ".join(plan.mail.to)
    mail.set_content(message.text)
    try:
        with _server(plan.mail) as server:
            server.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise AlertError(f"the mail server did not take the mail ({type(error).__name__})") from error


def _server(mail: Mail) -> smtplib.SMTP:
    """A session with the mail server, encrypted where it can be, and always before a password goes over it."""
    address = mail.server
    host, port = str(address.hostname), address.port or _PORTS[address.scheme]
    context = ssl.create_default_context()
    if address.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif address.username:
            server.close()
            raise AlertError("the mail server takes no STARTTLS; a password would go over the net as it is")
    if address.username:
        server.login(unquote(address.username), unquote(address.password or ""))
    return server
