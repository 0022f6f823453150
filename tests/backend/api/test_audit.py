"""The log over the wire: every effect is in it with who, where and with what; heads are kept by tablets; cases are closed by others."""

import contextlib
import io
import zipfile
from collections.abc import Awaitable, Callable

import msgspec
import pytest
from sqlalchemy import Connection, text

from backend.audit import sealing
from backend.cases import repository
from backend.cases.rules import Alert
from backend.jobs.sealer import LOGS, Sealer
from backend.kit.table import cell
from shared.client import Refused
from shared.wire import audit, sales, staff, visits
from tests.backend.api.harness import PINS, House


async def test_every_effect_is_in_the_log(shop: House) -> None:
    member = await shop.member()
    shop.clock.forward(1000)
    number = (await member.card()).number
    visit = shop.ids.new()
    cashier = await shop.unlocked("cashier")
    code = (await member.code()).code
    acts: list[Callable[[], Awaitable[object]]] = [
        lambda: shop.unlocked("cashier"),
        lambda: cashier.open_visit(visits.OpenVisit(id=visit, code=code)),
        lambda: cashier.sale(shop.sale("1", terminal="tablet", member=sales.Ref(kind="visit", value=visit))),
        lambda: cashier.redeem(visit, visits.Redeem(op_id=shop.ids.new(), points=10_000, amount_due=20_000)),
        lambda: cashier.close_visit(visit),
        cashier.lock,
        lambda: shop.at_tablet(shop.device.token).unlock(staff.Unlock(staff=shop.people["cashier"].id, pin="192837")),
    ]
    for act in acts:
        shop.clock.forward(1000)
        with contextlib.suppress(Refused):
            await act()
    rows = (await shop.manager.log("honten")).rows
    assert [(row.action, row.staff, row.member, row.accepted, row.reason) for row in rows[:7]] == [
        ("auth.pin-wrong", "", "", True, ""),
        ("auth.end", "cashier", "", True, ""),
        ("till.close_visit", "cashier", number[8:], True, ""),
        ("till.redeem", "cashier", number[8:], False, "visit-closed"),
        ("till.sale", "cashier", number[8:], True, ""),
        ("till.open_visit", "cashier", number[8:], True, ""),
        ("auth.unlock", "cashier", "", True, ""),
    ]
    actions = {row.action for row in rows}
    assert {"brand.set-up", "device.enrol", "auth.unlock", "connector.add", "coupon.add", "member.join"} <= actions
    assert all(row.device for row in rows if row.action.startswith("till."))
    elsewhere = {row.action for row in (await shop.manager.log("eki")).rows}
    assert elsewhere == {"store.add"}


async def test_the_log_is_filtered_paged_and_exported(shop: House) -> None:
    cashier = await shop.unlocked("cashier")
    for n in range(120):
        shop.clock.forward(1000)
        await cashier.sale(shop.sale(str(n), 500, terminal="tablet"))
    first = await shop.manager.log("honten", action="till.sale")
    assert len(first.rows) == 50
    rows, page = [*first.rows], first
    while page.next is not None:
        page = await shop.manager.log("honten", action="till.sale", before=page.next)
        rows += page.rows
    assert len(rows) == 120
    assert len({row.target for row in rows}) == 120
    mine = await shop.manager.log("honten", staff=shop.people["cashier"].id, action="auth")
    assert [row.action for row in mine.rows] == ["auth.unlock"]
    assert (await shop.manager.log("honten", since="2026-12-01")).rows == ()
    heard: list[tuple[int, int]] = []
    file = await shop.manager.log_file("honten", "csv", lambda come, rows: heard.append((come, rows)), action="till")
    lines = file.decode("utf-8-sig").splitlines()
    assert len(lines) == 121
    assert heard[-1] == (120, 120)
    book = await shop.manager.log_file("honten", "xlsx", lambda _, rows: heard.append((0, rows)), action="till")
    assert zipfile.is_zipfile(io.BytesIO(book))
    assert lines[0].startswith("at,action,staff")
    member = await shop.member()
    await member.freeze()
    whole = await shop.manager.log("honten", whole=True)  # what concerns no single store
    assert {("member.freeze", "member"), ("member.sign-in", "member")} <= {(row.action, row.source.split(":")[0]) for row in whole.rows}
    assert not {"till.sale", "auth.unlock"} & {row.action for row in whole.rows}
    assert "member.freeze" not in {row.action for row in (await shop.manager.log("honten")).rows}
    for path in ("audit?action=%27", "audit?staff=x", "audit?since=today", "audit?before=x"):
        assert (await shop.ask("GET", f"/v1/stores/honten/{path}", shop.manager.token)).status_code == 422


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert cell(text).startswith("'")
    assert cell("佐藤") == "佐藤"
    assert cell(-5) == "-5"


async def test_a_tablet_is_the_witness_of_the_chain(shop: House) -> None:
    tablet = shop.at_tablet(shop.device.token)
    sealer = Sealer(shop.database, shop.clock, shop.keys)
    assert (await tablet.witness(audit.Witness())).number == 0
    await sealer.run(0)
    kept = await tablet.witness(audit.Witness())
    assert kept.number == 1
    shop.keys.audit.public_key().verify(bytes.fromhex(kept.signature), bytes.fromhex(kept.head))
    await shop.unlocked("cashier")
    await sealer.run(0)
    seen = audit.Witness(number=kept.number, head=kept.head)
    assert (await tablet.witness(seen)).number == 2
    assert {row.sealed for row in (await shop.manager.log("honten")).rows} == {True}

    def rewrite(connection: Connection) -> None:
        # Whoever holds database and key begins the chain anew.
        connection.execute(text("DELETE FROM seals"))
        for log in LOGS:
            connection.execute(text(f"UPDATE {log.table} SET seal_id = NULL"))  # noqa: S608 - our own names
        connection.execute(text("DELETE FROM audit WHERE action = 'auth.unlock'"))
        sealing.seal(connection, LOGS, shop.keys.audit, shop.clock.now())
        assert sealing.verify(connection, LOGS, shop.keys.audit.public_key()) == []

    await shop.database.transact(rewrite)
    for _ in range(2):
        with pytest.raises(Refused, match="audit-broken"):
            await tablet.witness(seen)
    (case,) = (await shop.manager.cases("honten")).rows  # once, however often it is told
    assert (case.kind, case.closable) == ("audit_broken", True)
    closed = await shop.manager.close_case(case.id, audit.CloseCase(decision="misuse", reason="調べました"))
    assert (closed.decision, closed.closed_by, closed.closable) == ("misuse", "店長", False)
    with pytest.raises(Refused, match="case-closed"):
        await shop.manager.close_case(case.id, audit.CloseCase(decision="fine", reason="x"))
    assert (await shop.manager.cases("honten")).rows == ()
    assert [row.id for row in (await shop.manager.cases("honten", closed=True, kind="audit_broken")).rows] == [case.id]


async def test_nobody_closes_the_case_about_his_own_act(shop: House) -> None:
    me = next(person for person in (await shop.manager.desk()).staff if person.name == "店長")
    alert = Alert("below_cap", "honten", "x", {"sales": 3}, None, me.id)
    case = shop.ids.new()
    await shop.database.transact(lambda connection: repository.add(connection, case, shop.clock.now(), alert))
    found = await shop.manager.case(case)
    assert (found.staff, found.closable) == ("店長", False)
    body = audit.CloseCase(decision="fine", reason="大丈夫")
    with pytest.raises(Refused, match="own-case"):
        await shop.manager.close_case(case, body)
    other = await shop.unlocked("manager")
    assert (await other.close_case(case, body)).closed_by == "manager"
    auditor = staff.NewStaff(name="監査", pin=PINS["auditor"], role="auditor", stores=("honten",))
    person = await shop.manager.add_staff(auditor)
    reader = shop.at_tablet((await shop.at_tablet(shop.device.token).unlock(staff.Unlock(staff=person.id, pin=PINS["auditor"]))).token)
    assert (await reader.log("honten")).rows
    answer = await shop.ask("POST", f"/v1/cases/{case}/close", reader.token, content=msgspec.json.encode(body))
    assert answer.status_code == 403
    assert (await shop.ask("GET", f"/v1/cases/{shop.ids.new()}", reader.token)).status_code == 404


async def test_nobody_closes_the_case_about_his_own_card(shop: House) -> None:
    me = next(person for person in (await shop.manager.desk()).staff if person.name == "店長")
    card = await (await shop.member()).card()
    await shop.manager.link_card(me.id, staff.LinkCard(number=card.number))
    case = shop.ids.new()
    alert = Alert("frequent", "honten", "x", {"receipts": 9}, card.member, shop.ids.new())
    await shop.database.transact(lambda connection: repository.add(connection, case, shop.clock.now(), alert))
    assert not (await shop.manager.case(case)).closable
    with pytest.raises(Refused, match="own-case"):
        await shop.manager.close_case(case, audit.CloseCase(decision="fine", reason="大丈夫"))
