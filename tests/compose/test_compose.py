"""The Compose stack: what its file must hold, and that Compose itself reads it, or refuses it without secrets."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from dotenv import dotenv_values

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docker-compose.yaml").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)["services"]
OURS = ("init", "api-server", "scheduler", "dag-processor", "triggerer", "worker")
RUNNING = tuple(name for name in SERVICES if name != "init")
EXAMPLE = dotenv_values(ROOT / ".env.example", interpolate=False)
OFFERED = frozenset(re.findall(r"^#(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
"""Variables that may be given: the example has them behind a #."""

REQUIRED = tuple(name for name, value in EXAMPLE.items() if not value)
"""Every variable that .env must give: `make env` fills it, Compose refuses without it."""

MAKE_ENV = runpy.run_path(str(ROOT / "scripts" / "make_env.py"))


def test_all_components_stand() -> None:
    assert set(SERVICES) == {"postgres", "redis", *OURS}


@pytest.mark.parametrize("service", RUNNING)
def test_each_service_tells_whether_it_is_healthy(service: str) -> None:
    check = SERVICES[service]["healthcheck"]
    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert {"interval", "timeout", "retries", "start_period"} <= set(check)


@pytest.mark.parametrize("service", OURS[1:])
def test_health_checks_name_their_own_service(service: str) -> None:
    assert SERVICES[service]["healthcheck"]["test"][1:] == ["python", "/opt/toll/config/compose/health.py", service]
    assert SERVICES[service]["depends_on"]["init"] == {"condition": "service_completed_successfully"}


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_has_more_rights_than_it_needs(service: str) -> None:
    here = SERVICES[service]
    assert not {"privileged", "ulimits", "cap_add", "network_mode", "pid", "devices"} & set(here)
    assert here["cap_drop"] == ["ALL"]
    assert here["security_opt"] == ["no-new-privileges:true"]
    assert here["user"] not in ("root", "0", 0)


@pytest.mark.parametrize("service", SERVICES)
def test_ports_are_open_on_this_machine_alone(service: str) -> None:
    expected = ["127.0.0.1:${TOLL_PORT:-8080}:8080"] if service == "api-server" else []
    assert SERVICES[service].get("ports", []) == expected


@pytest.mark.parametrize("service", OURS)
def test_code_is_mounted_read_only_and_data_to_be_written(service: str) -> None:
    mounts = {f"./{name}:/opt/toll/{name}:ro" for name in ("dags", "plugins", "include", "config")}
    assert set(SERVICES[service]["volumes"]) == mounts | {"./data:/opt/toll/data", "airflow:/opt/airflow"}
    assert "/opt/toll/include" in SERVICES[service]["environment"]["PYTHONPATH"].split(":")


@pytest.mark.parametrize("service", ["postgres", "redis"])
def test_images_of_others_are_pinned_to_one_release(service: str) -> None:
    assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?-bookworm", SERVICES[service]["image"])


def test_the_image_is_pinned_and_runs_as_an_ordinary_user() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    (base,) = (line for line in lines if line.startswith("FROM "))
    assert re.fullmatch(r"FROM python:3\.11\.\d+-slim-bookworm", base)
    assert [line for line in lines if line.startswith("USER ")] == ["USER toll"]


def test_celery_stays_below_the_release_that_the_provider_cannot_load() -> None:
    pins = dict(re.findall(r"^([\w-]+)==([\d.]+)", (ROOT / "requirements-compose.txt").read_text(), re.MULTILINE))
    assert tuple(map(int, pins["celery"].split(".")[:2])) < (5, 7)
    assert {"apache-airflow-providers-celery", "apache-airflow-providers-postgres", "redis"} <= set(pins)


def test_every_secret_comes_from_the_environment_and_is_required() -> None:
    assert set(REQUIRED) == set(MAKE_ENV["MAKERS"])
    used = set(re.findall(r"\$\{(\w+)", TEXT))
    assert used == set(EXAMPLE) | OFFERED
    for name in REQUIRED:
        assert set(re.findall(rf"\$\{{{name}(.*?)\}}", TEXT)) == {":?is not set; write .env with make env"}


def test_no_value_is_a_literal_secret() -> None:
    secret = re.compile("PASSWORD|SECRET|KEY$|CONN$|URL$|BACKEND$")
    for service in SERVICES.values():
        named = {name: value for name, value in service["environment"].items() if secret.search(name)}
        for name, value in named.items():
            assert "${" in value or name.endswith(("PASSWORDS_FILE", "SERVER_URL")), name


DIFFERENT = {
    "AIRFLOW_HOME",
    "PYTHONPATH",
    "AIRFLOW__CORE__DAGS_FOLDER",
    "AIRFLOW__CORE__PLUGINS_FOLDER",
    "AIRFLOW__CORE__EXECUTOR",
    "AIRFLOW__CORE__PARALLELISM",
    "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
    "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE",
    "AIRFLOW__API__HOST",
    "AIRFLOW__API__PORT",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_MAX_OVERFLOW",
}
"""Settings whose value is another one under Compose: addresses, paths, and what Postgres and Celery ask."""

EMBEDDED = {
    name: value
    for name, value in dotenv_values(ROOT / "config" / "airflow.env", interpolate=False).items()
    if name.startswith(("AIRFLOW", "GX_", "PYTHONPATH"))
}


@pytest.mark.parametrize("service", OURS)
def test_the_measured_settings_of_the_embedded_stack_hold_here(service: str) -> None:
    here = {name: str(value) for name, value in SERVICES[service]["environment"].items()}
    assert set(here) >= set(EMBEDDED)
    assert {name: here[name] for name in EMBEDDED if name not in DIFFERENT} == {
        name: value for name, value in EMBEDDED.items() if name not in DIFFERENT
    }
    assert here["AIRFLOW__DATABASE__SQL_ALCHEMY_MAX_OVERFLOW"] == "60"
    assert here["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"


def test_only_what_the_image_copies_reaches_the_builder() -> None:
    copied = re.findall(r"^COPY (?:--\S+ )*(\S+) ", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["*", *(f"!{path}" for path in copied)]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the stack's files and no .env."""
    for name in ("docker-compose.yaml", "Dockerfile", ".env.example"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def _make_env(project: Path) -> dict[str, str | None]:
    MAKE_ENV["main"](project)
    return dotenv_values(project / ".env", interpolate=False)


def test_make_env_fills_every_variable_once_and_keeps_it(project: Path) -> None:
    first = _make_env(project)
    assert first.keys() == EXAMPLE.keys()
    assert all(first.values())
    assert stat.S_IMODE((project / ".env").stat().st_mode) == 0o600
    assert _make_env(project) == first
    assert (project / "data" / "inbox").is_dir()
    assert {first["TOLL_UID"], first["TOLL_GID"]} & {"0"} == set()


def test_make_env_adds_what_is_new_and_nothing_else(project: Path) -> None:
    (project / ".env").write_text("POSTGRES_PASSWORD=mine\nTOLL_PORT=9090\n")
    made = _make_env(project)
    assert (made["POSTGRES_PASSWORD"], made["TOLL_PORT"]) == ("mine", "9090")
    assert made.keys() == EXAMPLE.keys()


def test_two_machines_get_different_secrets(project: Path) -> None:
    first = _make_env(project)
    (project / ".env").unlink()
    second = _make_env(project)
    assert not [name for name in REQUIRED if first[name] == second[name] and name not in ("TOLL_UID", "TOLL_GID")]


def test_compose_where_installed_reads_the_file_with_secrets_and_refuses_it_without(project: Path) -> None:
    made = _make_env(project)
    for missing in (None, *REQUIRED):
        (project / ".env").write_text("".join(f"{name}={value}\n" for name, value in made.items() if name != missing))
        for done in _compose_config(project):
            assert (done.returncode == 0) == (missing is None), done.stderr
            assert missing is None or f"required variable {missing} is missing" in done.stderr


def _compose_config(project: Path) -> list[subprocess.CompletedProcess[str]]:
    """What Compose 2 says of the project; empty where it is not installed (`make compose-check` insists on it)."""
    commands = [command for command in (["docker", "compose"], ["docker-compose"]) if _is_compose_2(command)]
    env = {name: value for name, value in os.environ.items() if name not in EXAMPLE}
    return [
        subprocess.run(
            [*command, "config", "--quiet"], cwd=project, env=env, capture_output=True, text=True, check=False
        )
        for command in commands[:1]
    ]


def _is_compose_2(command: list[str]) -> bool:
    if not shutil.which(command[0]):
        return False
    told = subprocess.run([*command, "version", "--short"], capture_output=True, text=True, check=False)
    return told.returncode == 0 and not told.stdout.startswith("1.")
