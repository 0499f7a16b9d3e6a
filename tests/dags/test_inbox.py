"""The watch over the inbox, over a real folder."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

SETTLE = 0.4
REMIND = 1.0
SOON = 10.0
"""Seconds within which an event must come; far more than it takes, so that a busy machine fails nothing."""


@asynccontextmanager
async def watching(folder, remind=600.0) -> AsyncIterator[Callable[[float], Awaitable[int | None]]]:
    """A function that waits so many seconds for the next event: how many files it says wait, None where none came."""
    from toll_airflow.inbox import InboxTrigger

    trigger = InboxTrigger(str(folder), settle_seconds=SETTLE, poll_seconds=0.05, remind_seconds=remind)
    events: asyncio.Queue[int] = asyncio.Queue()

    async def collect() -> None:
        async for event in trigger.run():
            events.put_nowait(event.payload["waiting"])

    async def upcoming(seconds: float) -> int | None:
        try:
            return await asyncio.wait_for(events.get(), seconds)
        except TimeoutError:
            return None

    running = asyncio.create_task(collect())
    try:
        yield upcoming
    finally:
        running.cancel()


def drop(folder, name, age=60.0):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_a_settled_file_fires_once(tmp_path):
    async def case():
        async with watching(tmp_path) as upcoming:
            drop(tmp_path, "a.txt")
            assert await upcoming(SOON) == 1
            assert await upcoming(1.0) is None

    asyncio.run(case())


def test_a_file_that_grows_is_left_until_it_stands_still(tmp_path):
    async def case():
        async with watching(tmp_path) as upcoming:
            with (tmp_path / "slow.txt").open("w") as file:
                for _ in range(12):
                    file.write("more")
                    file.flush()
                    assert await upcoming(0.1) is None
            grown = time.monotonic()
            assert await upcoming(SOON) == 1
            assert time.monotonic() - grown >= SETTLE - 0.2

    asyncio.run(case())


def test_each_new_file_fires_again(tmp_path):
    async def case():
        async with watching(tmp_path) as upcoming:
            drop(tmp_path, "a.txt")
            assert await upcoming(SOON) == 1
            drop(tmp_path, "b.txt")
            assert await upcoming(SOON) == 2

    asyncio.run(case())


def test_another_file_under_the_same_name_fires_again(tmp_path):
    async def case():
        async with watching(tmp_path) as upcoming:
            drop(tmp_path, "a.txt", age=60)
            assert await upcoming(SOON) == 1
            drop(tmp_path, "a.txt", age=50)
            assert await upcoming(SOON) == 1

    asyncio.run(case())


def test_it_reminds_while_a_file_is_left_and_no_longer(tmp_path):
    async def case():
        async with watching(tmp_path, remind=REMIND) as upcoming:
            left = drop(tmp_path, "a.txt")
            assert [await upcoming(SOON) for _ in range(3)] == [1, 1, 1]
            left.unlink()
            await upcoming(0.3)  # one may be on its way
            assert await upcoming(2 * REMIND) is None

    asyncio.run(case())


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("a.txt.part", id="unfinished"),
        pytest.param("a.tmp", id="temporary"),
        pytest.param(".a.txt", id="hidden"),
        pytest.param(".sync/a.txt", id="in a hidden folder"),
    ],
)
def test_what_is_not_meant_yet_does_not_fire(tmp_path, name):
    async def case():
        async with watching(tmp_path) as upcoming:
            drop(tmp_path, name)
            assert await upcoming(0.6) is None

    asyncio.run(case())


def test_a_folder_that_comes_later_is_watched_all_the_same(tmp_path):
    async def case():
        async with watching(tmp_path / "inbox") as upcoming:
            assert await upcoming(0.3) is None
            drop(tmp_path / "inbox", "a.txt")
            assert await upcoming(SOON) == 1

    asyncio.run(case())


def test_the_triggerer_can_make_it_again_from_its_arguments():
    from toll_airflow.inbox import InboxTrigger

    trigger = InboxTrigger("/data/inbox", settle_seconds=3, poll_seconds=1, remind_seconds=40)
    path, arguments = trigger.serialize()
    assert path == "toll_airflow.inbox.InboxTrigger"
    assert InboxTrigger(**arguments).serialize() == trigger.serialize()
