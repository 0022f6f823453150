"""Disclosure holds everything; after leaving, nothing that names the person is anywhere."""

import io
import logging
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend.auth.codes import Codes
from backend.auth.mail_codes import MailCodes
from backend.auth.sessions import Sessions
from backend.cases import repository as cases
from backend.cases.rules import Alert
from backend.db.columns import metadata
from backend.db.engine import Database
from backend.jobs.retention import Retention
from backend.jobs.sealer import Sealer
from backend.members.confirm import Confirm
from backend.members.personal import Personal
from backend.privacy import repository
from backend.privacy.page import page
from backend.privacy.reach import about
from backend.privacy.service import Privacy
from backend.stores.repository import own_member
from backend.till.service import Till
from backend.till.verify import verify
from shared.client import MemberApi, Refused
from shared.clock import DAY, SECOND
from shared.wire import adjustments, audit, checkin, members, notes, notices, sales, takeover, tickets, visits
from tests.backend.api.harness import House, house
from tests.backend.api.test_webhooks import event, send, settled, signed


async def confirmed(shop: House, member: MemberApi) -> members.Confirmed:
    sent = await member.ask_confirmation(members.AskConfirmation(purpose="leave"))
    return members.Confirmed(request=sent.request, code=shop.code())


def opened(made: bytes) -> tuple[dict[str, list[dict[str, Any]]], bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["data.json", "kaiin-joho.pdf"]
        return msgspec.json.decode(archive.read("data.json")), archive.read("kaiin-joho.pdf")


async def lived(shop: House, email: str = "canary.mail@example.jp") -> MemberApi:
    """A member with two devices, a sale through a signed event's way, a visit, a redemption and a changed mind."""
    old = await shop.member(email, name="名無乃カナリア", birthday=date(1987, 3, 21), consents=("mail",))
    shop.clock.forward(SECOND)
    member = await shop.member(email)
    await member.rename_device((await member.devices())[0].id, "かなりあのでんわ")
    await old.rename_device((await old.devices())[1].id, "かなりあのパソコン")
    number = (await member.card()).number
    await shop.pos.sale(shop.sale("1", 300_000, member=sales.Ref(kind="card", value=number)))
    visit = visits.OpenVisit(id=shop.ids.new(), code=(await member.code()).code)
    await shop.manager.open_visit(visit)
    await shop.manager.redeem(visit.id, visits.Redeem(op_id=shop.ids.new(), points=100))
    if "eleven" not in {each.id for each in (await shop.manager.ticket_offers()).offers}:
        await shop.manager.add_ticket_offer(
            tickets.NewTicketOffer(id="eleven", name_ja="x", name_en="x", goods_ja="x", goods_en="x", tickets=11, price=1000, days=30)
        )
    await shop.manager.sell_tickets(visit.id, tickets.SellTickets(op_id=shop.ids.new(), offer="eleven", receipt="0001"))
    await shop.manager.write_note(visit.id, notes.WriteNote(id=shop.ids.new(), text="かなりあさまは左足が大きい"))
    await member.save_own_field(notices.SaveOwnField(id=shop.ids.new(), label="かなりあの保険", value="証券 1", day=date(2027, 3, 31)))
    await member.take_over(takeover.TakeOver(id=shop.ids.new(), number=f"OLD-{shop.ids.new()[-6:]}"))
    await corrected(shop, number)
    await member.consent(members.GiveConsent(purpose="mail", given=False, version="1"))
    await described(shop, visit.id, (await member.card()).member)
    return member


async def corrected(shop: House, number: str) -> None:
    """A sale that the POS says anew, one that comes as an event with the card's number in its body, and a list that has summed them."""
    name, ref = shop.ids.new()[-8:], sales.Ref(kind="card", value=number)
    for revision, total in enumerate((5_000, 4_000)):
        await shop.pos.sale(shop.sale(f"again-{name}", total, member=ref, revision=revision))
    body = event(shop, f"event-{name}", member=ref)
    assert (await send(shop, body, signed(shop, body, name=f"evt-{name}"))).status_code == 202
    await settled(shop, f"evt-{name}")
    await shop.manager.members_board(sort="spent")


async def described(shop: House, visit: str, member_id: str) -> None:
    """The staff have written about her: beside points given by hand, and when a case was closed."""
    await shop.manager.adjust(visit, adjustments.Adjust(op_id=shop.ids.new(), points=100, reason="apology", note="かなりあさまにおわび"))
    case = shop.ids.new()
    alert = Alert("parked_return", "honten", f"case:{case}", {}, member=member_id)
    await shop.database.transact(lambda connection: cases.add(connection, case, shop.clock.now(), alert))
    await shop.manager.close_case(case, audit.CloseCase(decision="fine", reason="かなりあさまにでんわした"))


async def test_a_disclosure_has_what_is_kept_and_nobody_else_s(each_shop: House) -> None:
    shop = each_shop
    member = await lived(shop)
    taro = await shop.member("taro@example.jp", name="別の人")
    await shop.pos.sale(shop.sale("2", 70_000, member=sales.Ref(kind="card", value=(await taro.card()).number)))
    rows, made = opened(await member.disclosure())
    (person,) = rows["members"]
    assert (person["name"], person["email"], person["birthday"]) == ("名無乃カナリア", "canary.mail@example.jp", 19870321)
    wanted = {
        "cards", "consents", "credentials", "holdings", "accounts", "transactions", "postings", "lots", "receipts", "sales",
        "sale_lines", "visits", "redemptions", "sessions", "vouchers", "operations", "outbox", "code_uses", "member_month",
        "ticket_books", "ticket_moves", "member_notes", "own_fields", "takeovers", "member_sums",
    }  # fmt: skip
    assert wanted <= rows.keys()
    assert [row["number"] for row in rows["sales"] if row["number"].isdigit()] == ["1"]
    assert "別の人" not in str(rows)
    assert "token_hash" not in str(rows)
    assert made.startswith(b"%PDF")
    assert len(made) > 10_000  # its fonts are inside


class Read(dict[str, list[dict[str, Any]]]):
    """Tells which tables a page was made of."""

    def __init__(self, rows: dict[str, list[dict[str, Any]]]) -> None:
        super().__init__(rows)
        self.seen: set[str] = set()

    def __getitem__(self, table: str) -> list[dict[str, Any]]:
        self.seen.add(table)
        return super().__getitem__(table)

    def get(self, table: str, default: Any = None) -> Any:
        self.seen.add(table)
        return super().get(table, default)


async def test_the_readable_page_has_every_table_that_is_personal(shop: House) -> None:
    """From the schema: a new table with something personal in it is read out too, not only kept in the JSON."""
    rows, _ = opened(await (await lived(shop)).disclosure())
    personal = {table.name for table in metadata.tables.values() for column in table.c if column.info.get("personal")}
    read = Read({**rows, "member_details": [{"at": "2026-11-30T03:00:00+00:00", "store_id": "honten", "value": "24.5"}]})
    assert page(read, "まるや", shop.clock.now()).startswith(b"%PDF")
    assert personal - {"mail_codes"} <= read.seen
    assert "ticket_books" in read.seen


async def test_disclosures_are_few(shop: House) -> None:
    member = await shop.member()
    for _ in range(5):
        await member.disclosure()
    with pytest.raises(Refused, match="rate-limited"):
        await member.disclosure()


async def test_leaving_takes_a_fresh_code(shop: House) -> None:
    member, taro = await shop.member(), await shop.member("taro@example.jp")
    for wrong in (members.Confirmed(request=shop.ids.new(), code="000000"), await confirmed(shop, taro)):
        with pytest.raises(Refused, match="code-wrong"):
            await member.leave(wrong)
    await member.card()


async def test_who_left_is_gone_and_the_books_stay(each_shop: House) -> None:
    shop = each_shop
    member = await lived(shop)
    number, code = (await member.card()).number, (await member.code()).code
    await member.leave(await confirmed(shop, member))
    with pytest.raises(Refused, match="unauthenticated"):
        await member.card()
    for card in (number, code):
        with pytest.raises(Refused):
            await shop.manager.open_visit(visits.OpenVisit(id=shop.ids.new(), code=card))
    assert await shop.database.read(verify) == []
    assert (await shop.manager.ticket_offers()).left == 0
    again = await shop.member("canary.mail@example.jp")
    assert (await again.card()).balance == 0


def readable(shop: House) -> list[str]:
    """Every list, board and export of the store that a manager reads, the log as a spreadsheet among them."""
    found = [
        path.replace("{store:str}", "honten")
        for handler in shop.api.handlers
        for path in handler.paths
        if "GET" in handler.http_methods and "manager" in handler.opt["action"].parts and not path.endswith("/events")
    ]
    found = [
        path.replace("/poster", "/poster?address=https://card.example.jp/member")
        for path in found
        if "{" not in path and path not in ("/mailbox", "/mailbox.json", "/v1/returns")
    ]  # what was mailed lies with the member; returns are asked for by the number of a receipt
    assert {"/v1/stores/honten/audit.csv", "/v1/stores/honten/audit.xlsx"} <= {*found}
    return found


def everything(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.iterdir() if each.is_file())


async def test_twelve_canaries_are_found_nowhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In the file, its write-ahead log, log lines, metrics, lists and exports. Before leaving, the search does find what stands there."""
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "brand.db"
    first = Database.open(f"sqlite:///{path}")
    first.create_all()
    async with house(first, tmp_path) as shop:
        member = await lived(shop)
        card = await member.card()
        credentials = [device.id for device in await member.devices()]
        shown = (await member.code()).code
        code = await confirmed(shop, member)
        canaries = {
            "name": "名無乃カナリア",
            "mail": "canary.mail@example.jp",
            "birthday": "19870321",
            "birthday as written": "1987-03-21",
            "phone": "かなりあのでんわ",
            "computer": "かなりあのパソコン",
            "card": card.number,
            "bearer": member.token,
            "member's code": shown,
            "mailed code in words": f"確認コード {code.code}",
            "beside an adjustment": "かなりあさまにおわび",
            "of a closed case": "かなりあさまにでんわした",
        }
        assert len(canaries) == 12
        sealed = {"note": "かなりあさまは左足が大きい", "own field": "かなりあの保険"}
        assert credentials
        await shop.database.settle()
        before = path.read_bytes()
        assert canaries["phone"].encode() in before
        assert canaries["card"].encode() in before
        assert canaries["beside an adjustment"].encode() in before
        assert canaries["of a closed case"].encode() in before
        assert canaries["name"].encode() not in before  # sealed from the first day
        await member.leave(code)
        await Sealer(shop.database, shop.clock, shop.keys).run(0)
        left = await shop.database.read(lambda connection: about(connection, card.member))
        told = [
            f"{name}.{column.name}"
            for name, rows in left.items()
            for column in metadata.tables[name].c
            if column.info.get("personal") and any(getattr(row, column.name) for row in rows)
        ]
        assert told == []  # whatever is marked personal is empty, in every table that leads to her
        assert not {"member_sums", "member_touched", "cards", "member_notes", "own_fields"} & left.keys()
        everywhere = everything(tmp_path) + caplog.text.encode() + shop.api.metrics.text().encode()
        for answer in [await shop.ask("GET", where, shop.manager.token) for where in readable(shop)]:
            assert answer.status_code == 200
            everywhere += answer.content
    for what, value in {**canaries, **sealed}.items():
        assert value.encode() not in everywhere, what


def privacy_of(shop: House) -> Privacy:
    """The part that the server has inside."""
    sessions = Sessions(shop.database, shop.keys, shop.clock, own_member)
    confirm = Confirm(shop.database, shop.mailbox, MailCodes(shop.database, shop.keys, shop.clock, shop.ids), lambda _: "まるや")
    return Privacy(
        database=shop.database,
        clock=shop.clock,
        personal=Personal(shop.keys),
        confirm=confirm,
        codes=Codes(shop.database, shop.keys, shop.clock),
        sessions=sessions,
        till=Till(shop.database, shop.clock, shop.ids),
        brand=lambda _: "まるや",
    )


async def test_who_was_not_seen_for_years_is_erased_by_the_clock(shop: House) -> None:
    old = (await (await lived(shop)).card()).member
    shop.clock.forward(2 * 365 * DAY)
    seen = await shop.member("taro@example.jp")
    shop.clock.forward(365 * DAY + SECOND)
    job = Retention(shop.database, shop.clock, privacy_of(shop), 3)
    looked = await job.run(0)
    assert looked == shop.clock.now() == await job.run(looked)
    assert await shop.database.read(verify) == []
    assert (await (await shop.member("canary.mail@example.jp")).card()).member != old
    again = await shop.member("taro@example.jp")
    assert len(await again.devices()) == 2  # still there, with the first one's device
    await seen.close()


async def test_who_only_comes_by_the_door_is_seen(shop: House) -> None:
    tablet, member = await shop.kiosk(), await shop.member("hanako@example.jp")
    who = (await member.card()).member
    await shop.member("taro@example.jp")
    shop.clock.forward(2 * 365 * DAY)
    member = await shop.member("hanako@example.jp")
    await tablet.check_in(checkin.CheckIn(id=shop.ids.new(), code=(await member.code()).code))
    shop.clock.forward(365 * DAY + SECOND)
    gone = await shop.database.read(lambda connection: repository.inactive(connection, shop.clock.now() - 3 * 365 * DAY, 10))
    assert len(gone) == 1
    assert who not in gone
