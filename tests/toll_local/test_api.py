"""What is asked of the api-server when all is up."""

from __future__ import annotations

from typing import Any

import pytest

from toll_local import api


def _env(port: int) -> dict[str, str]:
    return {"AIRFLOW__API__HOST": "127.0.0.1", "AIRFLOW__API__PORT": str(port)}


@pytest.mark.parametrize("answer", [200, 401, 500])
def test_the_page_is_asked_for_once_whatever_is_answered(hook: Any, answer: int) -> None:
    hook.answers = answer
    api.wake_pages(_env(hook.server_address[1]))
    assert hook.heard == ["/casualties/"]


def test_nobody_hears_of_a_server_that_is_gone(hook: Any) -> None:
    hook.shutdown()
    hook.server_close()
    api.wake_pages(_env(hook.server_address[1]))
    assert hook.heard == []
