"""The secrets of the embedded Airflow, made at first start and readable by their owner alone."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from toll_local.environment import home

USER = "admin"
_SECRET_BYTES = 64


def prepare(env: Mapping[str, str]) -> dict[str, str]:
    """Make what is missing, return `env` with the key that signs sessions."""
    home(env).mkdir(mode=0o700, parents=True, exist_ok=True)
    _make(_passwords(env), json.dumps({USER: secrets.token_urlsafe(12)}))
    _make(_key(env), secrets.token_urlsafe(_SECRET_BYTES))
    return {**env, "AIRFLOW__API_AUTH__JWT_SECRET": _key(env).read_text()}


def password(env: Mapping[str, str]) -> str:
    """The password of USER; `prepare` must have run."""
    return str(json.loads(_passwords(env).read_text())[USER])


def _passwords(env: Mapping[str, str]) -> Path:
    return Path(env["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"])


def _key(env: Mapping[str, str]) -> Path:
    return home(env) / "session.key"


def _make(path: Path, content: str) -> None:
    if path.exists():
        return
    aside = path.with_name(path.name + ".tmp")
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
    aside.replace(path)
