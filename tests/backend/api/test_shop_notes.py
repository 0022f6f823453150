"""What the shop keeps of a member: at the counter only, sealed, in the member's own disclosure, and gone with him."""

import io
import zipfile

import msgspec
import pytest
from sqlalchemy import select

from backend.audit.tables import audit
from backend.members.tables import member_details, member_notes
from shared.client import MemberApi, Refused
from shared.clock import SECOND
from shared.wire import goods, members, notes, sales, visits
from tests.backend.api.harness import House


async def visit_of(shop: House, member: MemberApi) -> visits.Panel:
    return await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code))


def note(shop: House, text: str) -> notes.WriteNote:
    return notes.WriteNote(id=shop.ids.new(), text=text)


async def shoe_size(shop: House) -> str:
    field = shop.ids.new()
    await shop.manager.save_field(notes.SaveField(id=field, label_ja="靴のサイズ", label_en="Shoe size"))
    return field


async def test_notes_are_kept_shown_and_taken_away(each_shop: House) -> None:
    shop = each_shop
    member, cashier = await shop.member(), await shop.unlocked("cashier")
    visit = shop.ids.new()
    await cashier.open_visit(visits.OpenVisit(id=visit, code=(await member.code()).code))
    first, second = note(shop, "左足が少し大きい"), note(shop, "包装はいつも簡単に")
    for each in (first, first, second):
        await cashier.write_note(visit, each)
        shop.clock.forward(SECOND)
    shown = (await cashier.panel(visit)).notes
    assert [(one.text, one.staff, one.store) for one in shown] == [
        ("包装はいつも簡単に", "cashier", "本店"),
        ("左足が少し大きい", "cashier", "本店"),
    ]
    await cashier.remove_note(visit, first.id)
    assert [one.id for one in (await cashier.panel(visit)).notes] == [second.id]
    with pytest.raises(Refused, match="not-found"):
        await cashier.remove_note(visit, first.id)
    rows = await shop.database.read(lambda connection: connection.execute(select(member_notes.c.text)).scalars().all())
    assert "包装".encode() not in b"".join(bytes(row) for row in rows)
    said = await shop.database.read(
        lambda connection: connection.execute(
            select(audit.c.action, audit.c.data).where(audit.c.action.startswith("note.")).order_by(audit.c.id)
        ).all()
    )
    assert [row.action for row in said] == ["note.write", "note.write", "note.remove"]
    assert "包装" not in str(said)


async def test_the_shop_s_own_fields(shop: House) -> None:
    member, field = await shop.member(), await shoe_size(shop)
    visit = (await visit_of(shop, member)).visit
    assert [(one.label_ja, one.value) for one in (await shop.manager.panel(visit)).details] == [("靴のサイズ", "")]
    for value in ("24.0", "24.5"):
        await shop.manager.note_detail(visit, field, notes.NoteDetail(value=value))
    assert [one.value for one in (await shop.manager.panel(visit)).details] == ["24.5"]
    await shop.manager.note_detail(visit, field, notes.NoteDetail(value=" "))
    assert [one.value for one in (await shop.manager.panel(visit)).details] == [""]
    await shop.manager.end_field(field)
    assert (await shop.manager.panel(visit)).details == ()
    with pytest.raises(Refused, match="not-found"):
        await shop.manager.note_detail(visit, field, notes.NoteDetail(value="25"))


async def test_fields_and_notes_are_not_without_end(shop: House) -> None:
    member = await shop.member()
    visit = (await visit_of(shop, member)).visit
    for n in range(notes.MOST_NOTES):
        await shop.manager.write_note(visit, note(shop, f"{n}"))
    with pytest.raises(Refused, match="notes-full"):
        await shop.manager.write_note(visit, note(shop, "一件多い"))
    assert len((await shop.manager.panel(visit)).notes) == 5
    for _ in range(notes.MOST_FIELDS):
        await shoe_size(shop)
    with pytest.raises(Refused, match="fields-full"):
        await shoe_size(shop)


async def test_only_while_the_member_is_here(shop: House) -> None:
    member = await shop.member()
    visit = (await visit_of(shop, member)).visit
    await shop.manager.close_visit(visit)
    with pytest.raises(Refused, match="visit-closed"):
        await shop.manager.write_note(visit, note(shop, "あとから"))


async def test_the_panel_shows_the_last_thing_bought_with_its_picture(shop: House) -> None:
    member = await shop.member()
    await shop.manager.save_good(goods.SaveGood(sku="a", name_ja="パン"))
    await shop.pos.sale(shop.sale("1", member=sales.Ref(kind="card", value=(await member.card()).number)))
    last = (await visit_of(shop, member)).last_purchase
    assert last is not None
    assert (last.items, last.picture) == (("パン",), None)


async def test_they_are_the_member_s_to_read_and_go_with_him(each_shop: House) -> None:
    shop = each_shop
    member, field = await shop.member(), await shoe_size(shop)
    visit = (await visit_of(shop, member)).visit
    await shop.manager.write_note(visit, note(shop, "紙袋は要らない"))
    await shop.manager.note_detail(visit, field, notes.NoteDetail(value="24.5"))
    with zipfile.ZipFile(io.BytesIO(await member.disclosure())) as archive:
        rows = msgspec.json.decode(archive.read("data.json"))
    assert [row["text"] for row in rows["member_notes"]] == ["紙袋は要らない"]
    assert [row["value"] for row in rows["member_details"]] == ["24.5"]
    assert "staff_id" not in rows["member_notes"][0]
    sent = await member.ask_confirmation(members.AskConfirmation(purpose="leave"))
    await member.leave(members.Confirmed(request=sent.request, code=shop.code()))
    left = await shop.database.read(
        lambda connection: (connection.execute(select(member_notes)).all(), connection.execute(select(member_details)).all())
    )
    assert left == ([], [])
