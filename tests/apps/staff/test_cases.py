import asyncio
import re
from pathlib import Path

import pytest

from shared.i18n import LANGUAGES
from shared.i18n.oversight import OVERSIGHT
from shared.wire.problems import Code
from tests.apps.staff.conftest import OpenTablet
from tests.apps.staff.made_up import CASES, CLERK, MANAGER

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("width", [1280, 800, 390])
async def test_what_waits_is_listed_read_and_closed(tablet: OpenTablet, width: float) -> None:
    here = await tablet("/cases", person=MANAGER, width=width)
    await here.app.until(lambda: here.app.has(f"case-{CASES[0].id}"))
    assert here.app.shows("付けた直後のポイント利用")
    assert here.app.shows("下 4 桁 9014")
    await here.app.click(f"case-{CASES[0].id}")
    for words in ("10 分以内に使いました", "付けたポイント", "400", "確認した結果"):
        assert here.app.shows(words), words
    await here.app.click("close-case")
    assert here.app.shows("理由を入力してください")
    await here.app.type("reason", "本人に確認しました")
    await here.app.click("decision-mistake")
    await here.app.click("close-case")
    await here.app.until(lambda: not here.app.has(f"case-{CASES[0].id}"))
    assert [body for body in here.shop.calls("/close") if body] == [{"decision": "mistake", "reason": "本人に確認しました"}]


async def test_what_was_closed_says_by_whom_and_why(tablet: OpenTablet) -> None:
    here = await tablet("/cases", person=MANAGER, language="en")
    await here.app.until(lambda: here.app.has(f"case-{CASES[0].id}"))
    await here.app.click("cases-closed")
    await here.app.until(lambda: here.app.has(f"case-{here.shop.closed[0].id}"))
    await here.app.click(f"case-{here.shop.closed[0].id}")
    assert here.app.has("verdict")
    for words in ("Many new cards in a row", "All fine", "町内会", "Checked by 佐藤 恵"):
        assert here.app.shows(words), words
    assert not here.app.has("close-case")


async def test_about_his_own_act_another_manager_is_asked(tablet: OpenTablet) -> None:
    here = await tablet("/cases", person=MANAGER)
    own = next(case for case in CASES if not case.closable)
    await here.app.until(lambda: here.app.has(f"case-{own.id}"))
    await here.app.click(f"case-{own.id}")
    assert here.app.has("own-case")
    assert not here.app.has("close-case")


async def test_a_refusal_stands_at_the_reason(tablet: OpenTablet) -> None:
    here = await tablet("/cases", person=MANAGER)
    await here.app.until(lambda: here.app.has(f"case-{CASES[0].id}"))
    await here.app.click(f"case-{CASES[0].id}")
    await here.app.type("reason", "x")
    here.shop.refuse("/close", Code.CASE_CLOSED)
    await here.app.click("close-case")
    await here.app.until(lambda: here.app.shows("すでに閉じられています"))


async def test_nothing_waits_nothing_comes_and_coming(tablet: OpenTablet) -> None:
    here = await tablet("/cases", person=MANAGER, cases=())
    await here.app.until(lambda: here.app.has("empty"))
    here.shop.cut = True
    await here.app.click("cases-closed")
    await here.app.until(lambda: here.app.has("failed-retry"))
    here.shop.cut = False
    here.shop.held.clear()
    clicking = asyncio.create_task(here.app.click("failed-retry"))  # a click lasts as long as its work
    await here.app.until(lambda: here.app.has("loading"))
    here.shop.held.set()
    await clicking
    await here.app.until(lambda: here.app.has(f"case-{here.shop.closed[0].id}"))


@pytest.mark.parametrize("route", ["/cases", "/log"])
async def test_a_clerk_sees_the_till_there(tablet: OpenTablet, route: str) -> None:
    here = await tablet(route, person=CLERK)
    assert here.app.has("waiting")
    assert not here.app.has("go-cases")
    assert here.shop.calls("/cases") == here.shop.calls("/audit") == []


@pytest.mark.parametrize("width", [1280, 390])
async def test_the_log_says_who_did_what_to_whom(tablet: OpenTablet, width: float) -> None:
    here = await tablet("/log", person=MANAGER, width=width)
    await here.app.until(lambda: here.app.has("more"))
    for words in (
        "ポイント・クーポンを利用",
        "鈴木 葵 ・ レジ横のタブレット ・ 下 4 桁 9014",
        "できなかった操作",
        "PIN の間違い",
        "POS ・ 下 4 桁 5511",
    ):
        assert here.app.shows(words), words
    assert not here.app.shows("端末を停止")
    await here.app.click("more")
    await here.app.until(lambda: here.app.shows("端末を停止"))
    assert not here.app.has("more")
    await here.app.click("kind-auth")
    await here.app.until(lambda: not here.app.shows("会計を記録"))
    await here.app.click("days-6")
    await here.app.until(lambda: here.shop.log_asked[-1] == "action=auth&since=2026-11-16")
    await here.app.click("kind-whole")
    await here.app.until(lambda: here.shop.log_asked[-1] == "since=2026-11-16&whole=1")


async def test_the_log_without_rows_and_without_a_line(tablet: OpenTablet) -> None:
    here = await tablet("/log", person=MANAGER, entries=(), language="en")
    await here.app.until(lambda: here.app.has("empty"))
    here.shop.cut = True
    await here.app.click("kind-staff")
    await here.app.until(lambda: here.app.has("failed-retry"))


async def test_the_day_leads_to_what_waits(tablet: OpenTablet) -> None:
    here = await tablet("/today", person=MANAGER)
    await here.app.until(lambda: here.app.has("cases"))
    await here.app.click("cases")
    assert await here.app.followed() == "/cases"
    await here.app.until(lambda: here.app.has(f"case-{CASES[0].id}"))


async def test_the_log_is_saved_as_a_spreadsheet(tablet: OpenTablet) -> None:
    here = await tablet("/log", person=MANAGER)
    await here.app.until(lambda: here.app.has("more"))
    await here.app.click("days-30")
    await here.app.until(lambda: here.app.has("export-csv"))
    await here.app.click("export-csv")
    await here.app.until(lambda: here.app.saved() != [])
    assert here.app.saved()[0][0] == "log-honten-2026-10-23.csv"
    assert here.app.shows("log-honten-2026-10-23.csv を保存しました")
    assert here.shop.exports.asked == [("audit.csv", {"since": "2026-10-23"})]


def test_every_act_of_the_log_has_a_word() -> None:
    """What the server records is read by people: no act stands there by its code."""
    recorded = re.compile(r'trail\.record\([^"]*"([a-z-]+\.[a-z-]+)"')
    acts = {act for file in (ROOT / "backend").rglob("*.py") for act in recorded.findall(file.read_text("utf-8"))}
    till = re.findall(r'^    \w+: \("(\w+)", decide_', (ROOT / "backend/till/batch.py").read_text("utf-8"), re.MULTILINE)
    acts |= {f"till.{kind}" for kind in till}
    assert len(acts) > 60
    assert "till.exchange" in acts
    for language in LANGUAGES:
        assert acts <= OVERSIGHT.of(language).log.action.keys(), sorted(acts - OVERSIGHT.of(language).log.action.keys())
