"""A power cut loses nothing that was acknowledged, and a weaker setting would: the same cuts, told apart."""

import sys
from pathlib import Path

import pytest

from tests.backend.till.power import MEMBERS, cut, ready
from tests.backend.till.shop import Shop

CUTS = 100
WEAK = 20


@pytest.fixture
async def shop(sqlite_url: str) -> Shop:
    return await ready(sqlite_url, *MEMBERS)


async def test_no_acknowledged_operation_is_lost(shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cuts = [await cut(shop, tmp_path / "brand.db", tmp_path / "cut", seed) for seed in range(CUTS)]
    with capsys.disabled():
        sys.stdout.write(f"\n{CUTS} power cuts, {sum(one.acknowledged for one in cuts)} operations acknowledged before them\n")
    assert [one for one in cuts if one.lost or one.wrong] == []
    assert len({one.acknowledged for one in cuts}) > 10  # they hit early and late


async def test_a_weaker_setting_loses_some(shop: Shop, tmp_path: Path) -> None:
    """What shows that the cuts are cuts."""
    cuts = [await cut(shop, tmp_path / "brand.db", tmp_path / "cut", seed, "NORMAL") for seed in range(WEAK)]
    assert sum(one.lost for one in cuts) > 0
