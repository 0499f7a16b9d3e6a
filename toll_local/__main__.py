"""`python -m toll_local up|down|status|demo|airflow …`: what the Makefile calls."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping

from toll.errors import TollError
from toll_local import api, demo, login, processes, stack
from toll_local.environment import environment, home, program
from toll_local.say import say


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code, 1 with one line on standard error where it failed."""
    command, rest = (arguments or [""])[0], arguments[1:]
    if command != "airflow" and (command not in _COMMANDS or rest):
        print(f"Usage: python -m toll_local {'|'.join(_COMMANDS)} | airflow ARGUMENTS", file=sys.stderr)
        return 2
    try:
        env = environment()
        return _airflow(env, rest) if command == "airflow" else _COMMANDS[command](env)
    except TollError as error:
        print(f"toll: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _up(env: Mapping[str, str]) -> int:
    started, there = stack.up(env)
    say(
        f"Toll is {'up' if started else 'up already'}: {api.address(there)}\n"
        f"  login     {login.USER}\n"
        f"  password  {login.password(there)}\n"
        f"  inbox     {there['TOLL_DATA']}/inbox\n"
        "Stop it with: make down"
    )
    return 0


def _down(env: Mapping[str, str]) -> int:
    stopped = stack.down(env)
    say(f"Toll is down ({stopped} processes stopped)" if stopped else "Toll was not up")
    return 0


def _status(env: Mapping[str, str]) -> int:
    there = processes.running(env)
    if not there:
        say("Toll is not up")
        return 3
    try:
        sick = api.unhealthy(there)
    except api.Unanswered:
        sick = ("api_server",)
    say(f"Toll is up: {api.address(there)}" if not sick else f"Not healthy: {', '.join(sick)}")
    return 1 if sick else 0


def _demo(env: Mapping[str, str]) -> int:
    return demo.run(env)


def _airflow(env: Mapping[str, str], arguments: list[str]) -> int:
    ready = login.prepare(env)
    stack.migrate(ready)
    os.chdir(home(ready))
    os.execve(program("airflow"), ["airflow", *arguments], ready)  # noqa: S606


_COMMANDS: dict[str, Callable[[Mapping[str, str]], int]] = {
    "up": _up,
    "down": _down,
    "status": _status,
    "demo": _demo,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
