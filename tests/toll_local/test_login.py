"""The login is made at first start, kept after it, and readable by its owner alone."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from toll_local import login
from toll_local.environment import environment


@pytest.fixture
def env(tmp_path):
    return environment({"TOLL_AIRFLOW_HOME": str(tmp_path / "home")})


def test_each_home_has_a_password_of_its_own(tmp_path):
    passwords = set()
    for name in ("a", "b", "c"):
        env = environment({"TOLL_AIRFLOW_HOME": str(tmp_path / name)})
        login.prepare(env)
        passwords.add(login.password(env))
    assert len(passwords) == 3
    assert min(len(password) for password in passwords) >= 16


def test_a_second_start_keeps_both_secrets(env):
    first = login.prepare(env)
    password = login.password(env)
    assert login.prepare(env) == first
    assert login.password(env) == password


def test_the_session_key_is_long_enough_for_its_algorithm(env):
    assert len(login.prepare(env)["AIRFLOW__API_AUTH__JWT_SECRET"].encode()) >= 64


def test_nobody_else_can_read_them(env):
    previous = os.umask(0)
    try:
        login.prepare(env)
    finally:
        os.umask(previous)
    home = login.home(env)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [home, *home.iterdir()]}
    assert modes == {home.name: 0o700, "passwords.json": 0o600, "session.key": 0o600}


def test_airflow_finds_the_user_in_its_file(env):
    login.prepare(env)
    stored = json.loads(Path(env["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"]).read_text())
    assert env["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS"] == f"{login.USER}:admin"
    assert stored == {login.USER: login.password(env)}
