"""Old cards: claimed without learning anything, confirmed with the card in hand, once, ever."""

import asyncio
import io
import zipfile

import msgspec
import pytest
from sqlalchemy import select

from backend.takeover.service import MOST_WAITING, PER_DAY
from backend.takeover.tables import legacy_cards, takeovers
from backend.till.verify import verify
from shared.client import ManagerApi, MemberApi, Refused
from shared.clock import DAY
from shared.wire import members, takeover, visits
from tests.backend.api.harness import House

FILE = "番号,ポイント,名前,有効期限\n4901234567894,1240,花子,2027-03-31\n4909999999998,300,,\nA-0077,50,別の人,\n"


async def claim(shop: House, member: MemberApi, number: str) -> takeover.MyTakeover:
    return await member.take_over(takeover.TakeOver(id=shop.ids.new(), number=number))


async def confirm(shop: House, api: ManagerApi, claimed: str, ending: str) -> takeover.TakenOver:
    return await api.confirm_takeover(claimed, takeover.ConfirmTakeover(op_id=shop.ids.new(), ending=ending))


async def sound(shop: House) -> None:
    assert await shop.database.read(verify) == []


async def test_a_card_comes_over_once_it_was_shown(each_shop: House) -> None:
    shop = each_shop
    assert await shop.manager.load_legacy_cards(FILE.encode("cp932")) == takeover.Imported(added=3, changed=0, skipped=0)
    member, cashier = await shop.member(), await shop.unlocked("cashier")
    asked = await claim(shop, member, "4901-2345 67894")
    assert (asked.state, asked.points, asked.number) == ("waiting", 1240, "4901234567894")  # provisional: the name is his own
    assert (await member.card()).balance == 0
    assert await claim(shop, member, "4901234567894") == asked
    visit = await cashier.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code))
    assert visit.takeovers == 1
    (row,) = await cashier.takeovers()
    assert (row.name, row.number, row.points, row.same_name, row.taken) == ("花子", "490123456", 1240, True, False)
    with pytest.raises(Refused, match="takeover-ending"):
        await confirm(shop, cashier, asked.id, "0000")
    body = takeover.ConfirmTakeover(op_id=shop.ids.new(), ending="7894")
    done = await cashier.confirm_takeover(asked.id, body)
    assert (done.points, done.balance) == (1240, 1240)
    assert await cashier.confirm_takeover(asked.id, body) == done
    with pytest.raises(Refused, match="takeover-over"):
        await confirm(shop, cashier, asked.id, "7894")
    card, page = await member.card(), await member.points()
    assert card.balance == 1240
    assert card.next_expiry is not None
    assert f"{card.next_expiry.on}" == "2027-03-31"
    assert (page.rows[0].kind, page.rows[0].points) == ("takeover", 1240)
    assert [(one.state, one.points) for one in await member.takeovers()] == [("confirmed", 1240)]
    assert await cashier.takeovers() == ()
    await sound(shop)


async def test_the_second_who_claims_a_card_learns_nothing_and_gets_nothing(each_shop: House) -> None:
    shop = each_shop
    await shop.manager.load_legacy_cards(FILE.encode())
    hanako, taro = await shop.member(), await shop.member("taro@example.jp", name="太郎")
    first, second = await claim(shop, hanako, "4901234567894"), await claim(shop, taro, "4901234567894")
    unknown = await claim(shop, taro, "4900000000009")
    assert [(one.state, one.points) for one in (second, unknown)] == [("waiting", None)] * 2
    await confirm(shop, shop.manager, first.id, "7894")
    with pytest.raises(Refused, match="takeover-taken"):
        await confirm(shop, shop.manager, second.id, "7894")
    with pytest.raises(Refused, match="takeover-not-listed"):
        await confirm(shop, shop.manager, unknown.id, "0009")
    assert [(row.points, row.taken) for row in await shop.manager.takeovers()] == [(None, False), (None, True)]
    await shop.manager.refuse_takeover(second.id, takeover.RefuseTakeover(reason="other_card"))
    with pytest.raises(Refused, match="takeover-over"):
        await shop.manager.refuse_takeover(second.id, takeover.RefuseTakeover(reason="other_card"))
    assert [(one.state, one.reason) for one in await taro.takeovers()] == [("waiting", None), ("refused", "other_card")]
    assert (await taro.card()).balance == 0
    await sound(shop)


async def test_two_counters_confirm_one_card_at_once(each_shop: House) -> None:
    shop = each_shop
    await shop.manager.load_legacy_cards(FILE.encode())
    claims = [await claim(shop, await shop.member(f"m{n}@example.jp", name="花子"), "4901234567894") for n in range(4)]
    tried = await asyncio.gather(*(confirm(shop, shop.manager, each.id, "7894") for each in claims), return_exceptions=True)
    assert len([each for each in tried if isinstance(each, takeover.TakenOver)]) == 1
    state = await shop.manager.legacy_state()
    assert (state.cards, state.taken, state.taken_points, state.points, state.waiting) == (3, 1, 1240, 350, 3)
    await sound(shop)


async def test_guessing_is_limited_and_a_misread_number_is_told(shop: House) -> None:
    await shop.manager.load_legacy_cards(FILE.encode())
    member = await shop.member()
    with pytest.raises(Refused, match="takeover-misread"):
        await claim(shop, member, "4901234567890")
    with pytest.raises(Refused, match="takeover-number"):
        await claim(shop, member, "??")
    for n in range(MOST_WAITING):
        await claim(shop, member, f"B-10{n}")
    with pytest.raises(Refused, match="takeover-many"):
        await claim(shop, member, "B-200")
    for n in range(PER_DAY - MOST_WAITING):
        row = (await shop.manager.takeovers())[0]
        await shop.manager.refuse_takeover(row.id, takeover.RefuseTakeover(reason="not_listed"))
        await claim(shop, member, f"B-30{n}")
    row = (await shop.manager.takeovers())[0]
    await shop.manager.refuse_takeover(row.id, takeover.RefuseTakeover(reason="not_listed"))
    with pytest.raises(Refused, match="rate-limited"):
        await claim(shop, member, "B-400")
    shop.clock.forward(DAY)
    await claim(shop, await shop.member(), "B-400")


async def test_endings_cannot_be_tried_through(shop: House) -> None:
    await shop.manager.load_legacy_cards(FILE.encode())
    asked = await claim(shop, await shop.member(), "4901234567894")
    for n in range(10):
        with pytest.raises(Refused, match="takeover-ending"):
            await confirm(shop, shop.manager, asked.id, f"{n:04d}")
    with pytest.raises(Refused, match="rate-limited"):
        await confirm(shop, shop.manager, asked.id, "7894")


async def test_points_that_have_ended_stay_ended(shop: House) -> None:
    await shop.manager.load_legacy_cards(b"number,points,expires\nA1001,500,2026-11-29\n")
    asked = await claim(shop, await shop.member(), "A1001")
    with pytest.raises(Refused, match="takeover-expired"):
        await confirm(shop, shop.manager, asked.id, "1001")


async def test_a_file_is_taken_whole_or_not_at_all(each_shop: House) -> None:
    shop = each_shop
    wrong = await shop.manager.load_legacy_cards("番号,ポイント\nA1001,500\nA1002,-3\n?,4\nA1001,500\n".encode())
    assert (wrong.added, [(line.line, line.what) for line in wrong.wrong]) == (0, [(3, "points"), (4, "number"), (5, "twice")])
    assert (await shop.manager.legacy_state()).cards == 0
    await shop.manager.load_legacy_cards(FILE.encode())
    member = await shop.member()
    asked = await claim(shop, member, "A 0077")
    await confirm(shop, shop.manager, asked.id, "0077")
    again = await shop.manager.load_legacy_cards(FILE.replace("1240", "1300").encode("utf-8-sig"))
    assert (again.added, again.changed, again.skipped) == (0, 2, 1)


async def test_no_number_lies_in_the_clear_and_leaving_forgets_it(each_shop: House) -> None:
    shop = each_shop
    await shop.manager.load_legacy_cards(FILE.encode())
    member = await shop.member()
    asked = await claim(shop, member, "A-0077")
    await claim(shop, member, "C-9999")
    await confirm(shop, shop.manager, asked.id, "0077")
    with zipfile.ZipFile(io.BytesIO(await member.disclosure())) as archive:
        rows = msgspec.json.decode(archive.read("data.json"))
    assert {row["number"] for row in rows["takeovers"]} == {"A0077", "C9999"}

    kept = await shop.database.read(lambda connection: [*connection.execute(select(legacy_cards)), *connection.execute(select(takeovers))])
    assert b"A0077" not in b"".join(each for row in kept for each in row if isinstance(each, bytes))
    sent = await member.ask_confirmation(members.AskConfirmation(purpose="leave"))
    await member.leave(members.Confirmed(request=sent.request, code=shop.code()))
    left = await shop.database.read(lambda connection: connection.execute(select(takeovers)).all())
    assert [(row.state, row.number) for row in left] == [("confirmed", None)]
    again = await claim(shop, await shop.member("next@example.jp"), "A-0077")
    with pytest.raises(Refused, match="takeover-taken"):
        await confirm(shop, shop.manager, again.id, "0077")
    await sound(shop)


async def test_nobody_confirms_his_own_card(shop: House) -> None:
    from shared.wire import staff  # noqa: PLC0415

    await shop.manager.load_legacy_cards(FILE.encode())
    member, cashier = await shop.member(), await shop.unlocked("cashier")
    await shop.manager.link_card(shop.people["cashier"].id, staff.LinkCard(number=(await member.card()).number))
    shop.clock.forward(6_000)
    asked = await claim(shop, member, "A-0077")
    with pytest.raises(Refused, match="own-account"):
        await confirm(shop, cashier, asked.id, "0077")
    with pytest.raises(Refused, match="own-account"):
        await cashier.refuse_takeover(asked.id, takeover.RefuseTakeover(reason="not_shown"))
