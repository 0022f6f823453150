"""What members write down for themselves: sealed, theirs alone, and brought up on its day."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from backend.jobs.notices import NoticeJob
from shared.client import MemberApi, Refused
from shared.clock import DAY, HOUR, MINUTE
from shared.wire import notices
from shared.wire.brand import SwitchModule
from tests.backend.api.harness import House
from tests.backend.privacy.test_own_data import confirmed, everything, opened

INSURANCE = "自転車保険の期限"


def job(shop: House) -> NoticeJob:
    return NoticeJob(shop.database, shop.clock, shop.ids)


def insurance(shop: House, day: date | None = date(2026, 12, 2), *, remind: bool = True) -> notices.SaveOwnField:
    return notices.SaveOwnField(id=shop.ids.new(), label=INSURANCE, value="証券 1234-5678", day=day, remind=remind)


async def reminders(member: MemberApi) -> list[tuple[str, str]]:
    return [(row.title_ja, row.text_ja) for row in (await member.inbox()).rows if row.kind == "reminder"]


async def test_the_day_s_morning_brings_it_up_once(each_shop: House) -> None:
    shop = each_shop
    member, field = await shop.member(), insurance(each_shop)
    (kept,) = await member.save_own_field(field)
    assert (kept.label, kept.value, kept.day, kept.reminded) == (INSURANCE, "証券 1234-5678", date(2026, 12, 2), False)
    seen = await job(shop).run(shop.clock.now())
    shop.clock.forward(DAY + 19 * HOUR)  # 2 December, 7:00 in Tokyo
    member = await shop.member()
    seen = await job(shop).run(seen)
    assert await reminders(member) == []
    shop.clock.forward(HOUR)
    for since in (seen, seen, 0):
        await job(shop).run(since)
    assert await reminders(member) == [(INSURANCE, "証券 1234-5678")]
    assert (await member.own_fields())[0].reminded
    shop.clock.forward(MINUTE)
    await member.save_own_field(notices.SaveOwnField(id=field.id, label="自転車保険", value="更新済み", day=field.day, remind=True))
    await job(shop).run(seen)
    assert await reminders(member) == [("自転車保険", "更新済み")]  # as it is called now, and not a second time
    await member.save_own_field(notices.SaveOwnField(id=field.id, label="自転車保険", day=date(2026, 12, 2), remind=False))
    await member.remove_own_field(field.id)
    assert await reminders(member) == []
    assert await member.own_fields() == ()


async def test_another_day_reminds_again_and_today_at_once(shop: House) -> None:
    member, field = await shop.member(), insurance(shop, date(2026, 11, 30))
    await member.save_own_field(field)
    await job(shop).run(shop.clock.now())
    assert len(await reminders(member)) == 1
    again = notices.SaveOwnField(id=field.id, label=INSURANCE, value="2 年目", day=date(2026, 12, 1), remind=True)
    assert not (await member.save_own_field(again))[0].reminded
    shop.clock.forward(DAY)
    await job(shop).run(shop.clock.now())
    assert len(await reminders(await shop.member())) == 2


async def test_a_reminder_needs_a_day_to_come_and_fields_are_few(shop: House) -> None:
    member = await shop.member()
    for day in (None, date(2026, 11, 29)):
        with pytest.raises(Refused, match="invalid"):
            await member.save_own_field(insurance(shop, day))
    for _ in range(notices.MOST_FIELDS):
        await member.save_own_field(insurance(shop, remind=False))
    with pytest.raises(Refused, match="fields-full"):
        await member.save_own_field(insurance(shop))


async def test_nobody_reaches_another_s_field(shop: House) -> None:
    hanako, taro, field = await shop.member(), await shop.member("taro@example.jp"), insurance(shop)
    await hanako.save_own_field(field)
    with pytest.raises(Refused, match="not-found"):
        await taro.remove_own_field(field.id)
    with pytest.raises(Refused, match="already-exists"):
        await taro.save_own_field(field)
    assert await taro.own_fields() == ()
    assert len(await hanako.own_fields()) == 1


async def test_with_the_module_off_nothing_is_brought_up(shop: House) -> None:
    member = await shop.member()
    await member.save_own_field(insurance(shop, date(2026, 11, 30)))
    await shop.manager.switch_module(SwitchModule(module="fields", on=False))
    await job(shop).run(shop.clock.now())
    assert await reminders(member) == []
    with pytest.raises(Refused, match="module-off"):
        await member.own_fields()


async def test_it_is_disclosed_and_gone_with_the_member(each_shop: House) -> None:
    shop = each_shop
    member, taro = await shop.member(), await shop.member("taro@example.jp")
    await taro.save_own_field(insurance(shop))
    await member.save_own_field(insurance(shop, date(2026, 11, 30)))
    await member.mute(notices.Mute(kind="rank", muted=True))
    await job(shop).run(shop.clock.now())
    await member.read_all_notices()
    rows, _ = opened(await member.disclosure())
    assert [(row["label"], row["value"], row["day"]) for row in rows["own_fields"]] == [(INSURANCE, "証券 1234-5678", 20261130)]
    assert {"notices", "notice_reads", "notice_mutes"} <= rows.keys()
    mine = (await member.card()).member
    await member.leave(await confirmed(shop, member))

    def left(connection: Connection) -> list[int]:
        tables = ("own_fields", "notices", "notice_reads", "notice_mutes")
        count = "SELECT count(*) FROM {} WHERE member_id = :member"
        return [connection.execute(text(count.format(table)), {"member": mine}).scalar_one() for table in tables]

    assert await shop.database.read(left) == [0, 0, 0, 0]
    assert len(await taro.own_fields()) == 1


async def test_the_words_stand_nowhere_in_the_file(shop: House, tmp_path: Path) -> None:
    member = await shop.member()
    await member.save_own_field(insurance(shop, date(2026, 11, 30)))
    await job(shop).run(shop.clock.now())
    assert await reminders(member) != []
    await shop.database.settle()
    folder = everything(tmp_path)
    assert INSURANCE.encode() not in folder
    assert b"1234-5678" not in folder
