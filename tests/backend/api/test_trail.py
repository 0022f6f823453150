"""Every route that changes something leaves a row with its actor in the log. Generated from the routes: none is left out in silence."""

import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec
import pytest
from sqlalchemy import Connection, select

from backend.app.examples import EXAMPLES
from backend.audit.tables import audit
from backend.auth.actions import Action, Part
from backend.till.tables import operations
from shared.clock import SECOND
from shared.wire import coupons, goods, members, office, sales, tickets
from tests.backend.api.harness import PIN, PINS, House
from tests.backend.api.objects import Side, a_ticket_offer
from tests.backend.api.test_brand import drawing
from tests.backend.api.test_objects import Named, every, fresh, sample, sides
from tests.backend.api.test_office import EMAIL, PASSWORD, Authenticator, sign_in, with_password
from tests.backend.api.test_rights import bearer
from tests.backend.api.test_webhooks import event, send, signed

NO_ROW: Final[Mapping[str, str]] = {
    "POST /v1/refresh": "the same session goes on; a reuse is logged, see test_sessions.py",
    "POST /v1/sign-in/codes": "nobody is known yet; the code's use is logged",
    "POST /v1/me/confirmations": "the code's use is logged",
    "POST /v1/me/codes": "what is shown is logged when a till takes it",
    "POST /v1/me/notices/read": "that the member has read them is a row of its own",
    "POST /v1/me/notices/{notice}/read": "as above",
    "POST /v1/visits/{visit}/proposal": "a question; nothing is used by it",
    "POST /v1/boards/members:find": "a question; opening the member is logged",
    "POST /v1/rules/preview": "a question; nothing is kept",
    "POST /v1/audit/witness": "it compares; what does not fit opens a case",
}
"""Neither GET nor an effect on anybody."""


@dataclass
class Scene:
    side: Side
    ids: dict[str, str]

    async def confirmed(self, purpose: str) -> dict[str, Any]:
        ask = members.AskConfirmation(purpose=purpose)  # pyright: ignore[reportArgumentType]  a test's literal
        sent = await self.side.member.ask_confirmation(ask)
        return {"request": sent.request, "code": self.side.house.code()}

    async def code(self) -> str:
        return (await self.side.member.code()).code


async def _unlock(scene: Scene) -> Any:
    await scene.side.house.unlocked("cashier")
    return {"staff": scene.side.house.people["cashier"].id, "pin": PINS["cashier"]}


async def _confirm(scene: Scene) -> Any:
    offer = await scene.side.manager.set_password(office.SetPassword(pin=PIN, email=EMAIL, password=PASSWORD))
    return {"code": Authenticator(scene.side.house, offer.secret).code()}


async def _sale(scene: Scene) -> Any:
    number = (await scene.side.member.card()).number
    body = scene.side.house.sale(scene.side.house.ids.new()[:18], member=sales.Ref(kind="card", value=number))
    return msgspec.to_builtins(body)


async def _delivered(scene: Scene) -> Any:
    body = scene.side.house.sale(scene.side.house.ids.new()[:18])
    await scene.side.house.pos.sale(body)
    return {"store": body.store, "terminal": body.terminal, "number": body.number}


async def _sales(scene: Scene) -> Any:
    return msgspec.json.encode(await _sale(scene))


async def _redeem(scene: Scene) -> Any:
    await scene.side.rich()
    return {"points": 100, "amount_due": None}


async def _reserve(scene: Scene) -> Any:
    await scene.side.rich()
    return {"points": 100, "amount_due": None, "member": await scene.code()}


async def _chosen(scene: Scene) -> Any:
    await scene.side.member.choose_coupon(scene.ids["voucher"])
    return {}


async def _plain(body: Any) -> Any:
    return body


async def _exchange(scene: Scene) -> Any:
    await scene.side.rich()
    await scene.side.manager.save_good(goods.SaveGood(sku="P01", name_ja="あんぱん", points=100))
    return {"sku": "P01", "points": 100}


async def _offered(scene: Scene) -> Any:
    return {"offer": await a_ticket_offer(scene.side)}


async def _sold(scene: Scene) -> Any:
    body = tickets.SellTickets(op_id=scene.side.house.ids.new(), offer=await a_ticket_offer(scene.side), receipt="1")
    await scene.side.manager.sell_tickets(scene.ids["visit"], body)
    return {"offer": body.offer}


async def _old_card(scene: Scene) -> Any:
    number = (await scene.side.member.takeovers())[0].number
    await scene.side.manager.load_legacy_cards(f"{number},10\n".encode())
    return {"ending": number[-4:]}


async def _word(scene: Scene) -> Any:
    """A flyer of its own for each member who claims."""
    ids = scene.side.house.ids
    word = ids.new()[-12:].upper()
    await scene.side.manager.add_coupon(
        coupons.NewCoupon(
            id=word.lower(), kind="amount", value=50, name_ja="チラシ", name_en="Flyer", starts_on=date(2026, 1, 1), ends_on=date(2036, 1, 1),
            way="word", word=word,
        )
    )  # fmt: skip
    return {"word": word}


async def _card(scene: Scene) -> Any:
    return {"number": (await scene.side.member.card()).number}


async def _visit(scene: Scene) -> Any:
    return {"code": await scene.code(), "id": scene.side.house.ids.new(), "terminal": None}


async def _check_in(scene: Scene) -> Any:
    return {"code": await scene.code(), "id": scene.side.house.ids.new()}


async def _voucher(scene: Scene) -> Any:
    return {"coupon": "welcome", "member": (await scene.side.member.card()).member}


ACTS: Final[Mapping[str, Callable[[Scene], Awaitable[Any]]]] = {
    "POST /v1/stores": lambda _: _plain({"id": "shinmise"}),
    "POST /v1/stores/{store}/terminals/{terminal}": lambda _: _plain({"connector": None}),
    "POST /v1/brand/modules": lambda _: _plain({"on": True}),
    "POST /v1/connectors": lambda _: _plain({"terminals": ()}),
    "POST /v1/staff": lambda _: _plain({"pin": None}),
    "POST /v1/staff/{staff}/card": _card,
    "POST /v1/unlock": _unlock,
    "POST /v1/media": lambda _: _plain(drawing()),
    "POST /v1/office/password/confirm": _confirm,
    "POST /v1/me/unfreeze": lambda scene: scene.confirmed("unfreeze"),
    "POST /v1/me/leave": lambda scene: scene.confirmed("leave"),
    "DELETE /v1/me/coupons/{voucher}/choice": _chosen,
    "POST /v1/visits": _visit,
    "POST /v1/visits/{visit}/redemptions": _redeem,
    "POST /v1/visits/{visit}/exchanges": _exchange,
    "POST /v1/visits/{visit}/ticket-books": _offered,
    "POST /v1/visits/{visit}/tickets": _sold,
    "POST /v1/visits/{visit}/coupons": _word,
    "POST /v1/me/coupons": _word,
    "POST /v1/takeovers/{takeover}/confirm": _old_card,
    "POST /v1/kiosk": lambda _: _plain({"pin": PINS["cashier"]}),
    "POST /v1/checkins": _check_in,
    "POST /v1/legacy-cards": lambda _: _plain(b"A1001,500\n"),
    "POST /v1/redemptions": _reserve,
    "POST /v1/vouchers": _voucher,
    "POST /v1/adjustments/{adjustment}": lambda _: _plain({"approve": False}),
    "POST /v1/sales": _sale,
    "POST /v1/sales:batch": _sales,
    "POST /v1/sales:delivered": _delivered,
}
"""What an act needs beside the example of its body to come about."""
PUBLIC: Final[Mapping[str, str]] = {
    "POST /v1/setup": "brand.set-up",
    "POST /v1/devices": "device.enrol",
    "POST /v1/sign-in": "member.sign-in",
    "POST /v1/office/sign-in": "auth.sign-in",
    "POST /v1/pos/events": "till.sale",
}
"""Routes that anybody may ask, each done once by `test_every_effect_leaves_a_row`, and the row it leaves."""


def rows(connection: Connection) -> set[tuple[str, str, str | None]]:
    """(what tells a row from another, its action and source, who) of everything in the log."""
    acts = connection.execute(select(operations.c.op_id, operations.c.kind, operations.c.source, operations.c.staff_id))
    others = connection.execute(select(audit.c.id, audit.c.action, audit.c.source, audit.c.staff_id))
    found = {(f"{row.op_id} till.{row.kind}", row.source, row.staff_id) for row in acts}
    return found | {(f"{row.id} {row.action}", row.source, row.staff_id) for row in others}


async def test_every_effect_leaves_a_row(shop: House, capsys: pytest.CaptureFixture[str]) -> None:
    here, _ = await sides(shop)
    phone, _ = await with_password(shop)
    await sign_in(shop, phone.code())
    body = event(shop, "1")
    assert (await send(shop, body, signed(shop, body))).status_code == 202
    wrong: list[str] = []
    seen = 0
    for route in every(shop):
        name = f"{route.method} {route.path}"
        if route.method == "GET" or name in NO_ROW or name in PUBLIC:
            continue
        before = await shop.database.read(rows)
        status, part, text = await act(shop, route, await fresh(here))
        left = await shop.database.read(rows) - before
        seen += 1
        if status >= 300:
            wrong.append(f"{name} as {part} was not done ({status} {text}): say in ACTS what it needs")
        elif not any(source.split(":")[0] == SOURCES.get(part, "device") and (part in SOURCES or who) for _, source, who in left):
            wrong.append(f"{name} as {part} left {left}")
    done = {key.partition(" ")[2] for key, _, _ in await shop.database.read(rows)}
    wrong += [f"{name}: no {action}" for name, action in PUBLIC.items() if action not in done]
    with capsys.disabled():
        sys.stdout.write(f"\n{seen + len(PUBLIC)} effects, each with its row; {len(NO_ROW)} acts without one, each with its reason\n")
    assert not wrong, "\n".join(wrong)


ENDS: Final = frozenset({Action.LOCK, Action.START_KIOSK})
"""The session ends with it: not the manager's, who is asked for everything else."""
ORDER: Final[tuple[Part, ...]] = ("member", "connector", "device", "kiosk", "manager", "cashier")
SOURCES: Final[Mapping[Part, str]] = {"member": "member", "device": "device", "kiosk": "device", "connector": "connector"}
"""Everybody else is a person at a device."""


async def act(shop: House, route: Named, side: Side) -> tuple[int, Part, str]:
    """(status, who did it, what was said) of the route done once by the first who may."""
    shop.clock.forward(SECOND)
    part: Part = "cashier" if route.action in ENDS else next(part for part in ORDER if part in route.action.parts)
    scene = Scene(side, await sample(route, side))
    prepared = ACTS.get(f"{route.method} {route.path}")
    more: Any = {} if prepared is None else await prepared(scene)
    body: Any = {} if route.body is None else dict(EXAMPLES[route.body])
    if "op_id" in body:
        body["op_id"] = shop.ids.new()
    if "vouchers" in body:
        body["vouchers"] = ()
    content = more if isinstance(more, bytes) else msgspec.json.encode(body | more)
    token = {"member": side.member.token, "manager": side.manager.token}.get(part) or await bearer(shop, part)
    answer = await shop.ask(route.method, route.path.format_map(scene.ids), token, content=content)
    return answer.status_code, part, answer.text
