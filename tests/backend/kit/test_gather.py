"""Look-ups that gather while one runs."""

import asyncio

import pytest

from backend.kit.gather import Gather


async def test_what_comes_while_a_read_runs_goes_together() -> None:
    asked: list[list[str]] = []
    go_on = asyncio.Event()

    async def fetch(keys: list[str]) -> dict[str, str]:
        asked.append(keys)
        await go_on.wait()
        return {key: key.upper() for key in keys if key != "x"}

    gather = Gather(fetch, most=3)
    first = asyncio.create_task(gather.find("a"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    others = [asyncio.create_task(gather.find(key)) for key in "bbcxd"]
    await asyncio.sleep(0)
    go_on.set()
    assert [await first, *await asyncio.gather(*others)] == ["A", "B", "B", "C", None, "D"]
    assert asked == [["a"], ["b", "c", "x"], ["d"]]


async def test_a_fault_belongs_to_those_who_asked_and_one_who_leaves_takes_nobody_along() -> None:
    fail = True

    async def fetch(keys: list[str]) -> dict[str, str]:
        await asyncio.sleep(0)
        if fail:
            raise OSError
        return dict.fromkeys(keys, "found")

    gather = Gather(fetch)
    with pytest.raises(OSError):  # noqa: PT011 - which one says nothing here
        await gather.find("a")
    fail = False
    leaver, stayer = asyncio.create_task(gather.find("a")), asyncio.create_task(gather.find("a"))
    await asyncio.sleep(0)
    leaver.cancel()
    assert await stayer == "found"
