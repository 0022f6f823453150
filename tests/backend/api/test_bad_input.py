"""Everything a client can get wrong: each has its code, its status, and a sentence in both languages."""

from typing import Any

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.kit.http import MAX_BODY
from backend.problems import MEDIA_TYPE
from shared.clock import SECOND
from shared.qr import m1
from shared.wire import coupons, sales, visits
from shared.wire.problems import BY_SLUG
from tests.backend.api.harness import House, welcome

Spoil = dict[str, Any]


def check(answer: httpx.Response, code: str, **args: Any) -> None:
    """A problem of the catalogue, complete, and nothing else."""
    problem = answer.json()
    assert (problem["code"], answer.status_code) == (code, BY_SLUG[code].status), problem
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert problem["type"] == f"/problems/{code}"
    assert problem["detail"] == BY_SLUG[code].sentence("ja", problem["args"])
    assert "{" not in problem["detail"] + problem["title"]
    for name, value in args.items():
        assert problem["args"][name] == value


BODIES: tuple[tuple[bytes, str], ...] = (
    (b"{", "malformed"),
    (b"", "malformed"),
    (b"\xff\xfe", "malformed"),
    (b'{"store": "\xff"}', "malformed"),
    (b"[" * 33 + b"]" * 33, "too-deep"),
    (b'{"lines": ' + b'{"a":' * 40 + b"1" + b"}" * 41, "too-deep"),
    (b"[]", "invalid"),
    (b"null", "invalid"),
    (b'{"store": "a\\u0000"}', "invalid"),
)


async def test_a_body_that_is_none(shop: House) -> None:
    for body, code in BODIES:
        check(await shop.ask("POST", "/v1/sales", shop.connector.token, content=body), code)


async def test_a_body_that_is_too_large_is_refused_before_it_is_parsed(shop: House) -> None:
    token = shop.connector.token
    check(await shop.ask("POST", "/v1/sales", token, content=b"{" * (MAX_BODY + 1)), "too-large", limit=MAX_BODY)

    async def endless() -> Any:
        while True:
            yield b"x" * 65_536

    check(await shop.ask("POST", "/v1/sales", token, content=endless()), "too-large", limit=MAX_BODY)


async def test_a_coded_body_is_not_unpacked(shop: House) -> None:
    answer = await shop.ask("POST", "/v1/sales", shop.connector.token, content=b"x", headers={"content-encoding": "gzip"})
    check(answer, "malformed")


SPOILT: tuple[tuple[Spoil, str, str | None], ...] = (
    ({"total": -1.5}, "invalid", "$.total"),
    ({"total": "5000"}, "invalid", "$.total"),
    ({"total": 10**12}, "invalid", "$.total"),
    ({"total": 1e3}, "invalid", "$.total"),
    ({"kind": "gift"}, "invalid", "$.kind"),
    ({"points": 100}, "invalid", "$.points"),
    ({"lines": []}, "invalid", "$.lines"),
    ({"occurred_at": "2026-11-30T12:00:00"}, "invalid", "$.occurred_at"),
    ({"store": "本店"}, "invalid", "$.store"),
    ({"store": "nowhere"}, "store-unknown", None),
    ({"store": "eki"}, "forbidden", None),
    ({"total": 4999}, "sale-inconsistent", None),
    ({"total": -5000}, "sale-inconsistent", None),
    ({"kind": "return"}, "sale-inconsistent", None),
    ({"revision": -1}, "invalid", "$.revision"),
)


async def test_a_sale_that_cannot_be(shop: House) -> None:
    for spoil, code, where in SPOILT:
        answer = await shop.ask("POST", "/v1/sales", shop.connector.token, json=shop.sale_json() | spoil)
        check(answer, code, **({"where": where} if where else {}))


async def test_a_wrong_amount_in_a_line_is_named(shop: House) -> None:
    body = shop.sale_json()
    body["lines"][0]["amount"] = 0.5
    check(await shop.ask("POST", "/v1/sales", shop.connector.token, json=body), "invalid", where="$.lines[0].amount")


async def test_the_same_number_with_other_content(shop: House) -> None:
    await shop.pos.sale(shop.sale("1"))
    answer = await shop.ask("POST", "/v1/sales", shop.connector.token, content=msgspec.json.encode(shop.sale("1", 6000)))
    check(answer, "idempotency-conflict")


async def test_a_bearer_that_is_none(shop: House) -> None:
    for token in ("", "nonsense", *(f"{kind}_{'x' * 43}" for kind in "msdc")):
        answer = await shop.ask("GET", "/v1/me/card", token)
        check(answer, "unauthenticated")
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_paths_that_are_none(shop: House) -> None:
    check(await shop.ask("GET", "/v1/nothing"), "not-found")
    check(await shop.ask("DELETE", "/v1/sales"), "method-not-allowed")
    check(await shop.ask("OPTIONS", "/v1/sales"), "method-not-allowed")
    check(await shop.ask("GET", "/v1/welcome/%00"), "not-found")
    check(await shop.ask("GET", "/v1/visits/nonsense", shop.manager.token), "not-found")
    member = await shop.member()
    check(await shop.ask("GET", "/v1/me/points?before=x", member.token), "invalid", where="before")
    check(await shop.ask("GET", "/v1/me/receipts?before=1.2", member.token), "invalid", where="before")
    check(await shop.ask("GET", f"/v1/me/receipts/{shop.ids.new()}", member.token), "not-found")


async def test_english_when_asked_for(shop: House) -> None:
    answer = await shop.ask("GET", "/v1/nothing", headers={"accept-language": "fr, en;q=0.8, ja;q=0.2"})
    assert answer.json()["detail"] == BY_SLUG["not-found"].en
    page = await shop.ask("GET", "/problems/pin-paused")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")


async def scan(shop: House, code: str, **more: Any) -> httpx.Response:
    body = visits.OpenVisit(id=shop.ids.new(), code=code, **more)
    return await shop.ask("POST", "/v1/visits", shop.manager.token, content=msgspec.json.encode(body))


async def test_codes_that_are_not_trusted(shop: House) -> None:
    member = await shop.member()
    text = (await member.code()).code
    forged = str(int(text[:-2])) + f"{(int(text[-2:]) + 1) % 100:02d}"
    check(await scan(shop, forged), "code-invalid")
    check(await scan(shop, "hello"), "code-invalid")
    check(await scan(shop, "7" + "0" * 193), "code-invalid")
    stranger = m1.make(Ed25519PrivateKey.generate(), "0123456789ab", shop.clock.now() // SECOND, 1, kid=1)
    check(await scan(shop, stranger), "code-invalid")
    own = m1.parse(text)
    assert own is not None
    stolen = m1.make(Ed25519PrivateKey.generate(), own.credential, shop.clock.now() // SECOND, 1)
    check(await scan(shop, stolen), "code-invalid")
    assert (await scan(shop, text)).status_code == 200
    check(await scan(shop, text), "code-used", at="12:00", store="本店")
    late = (await member.code()).code
    shop.clock.forward(91 * SECOND)
    check(await scan(shop, late), "code-expired")
    early = (await member.code()).code
    shop.clock.forward(-200 * SECOND)
    check(await scan(shop, early), "code-clock", minutes=4)


async def test_card_numbers_are_guessed_slowly(shop: House) -> None:
    member = await shop.member()
    number = (await member.card()).number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    check(await scan(shop, wrong), "card-number-wrong")
    for _ in range(19):
        check(await scan(shop, "123456789014"), "card-number-wrong")
    answer = await scan(shop, number)
    check(answer, "rate-limited")
    assert int(answer.headers["retry-after"]) > 0
    shop.clock.forward(61 * SECOND)
    assert (await scan(shop, number)).status_code == 200


async def redeem(shop: House, visit: str, **more: Any) -> httpx.Response:
    body = visits.Redeem(op_id=shop.ids.new(), **more)
    return await shop.ask("POST", f"/v1/visits/{visit}/redemptions", shop.manager.token, content=msgspec.json.encode(body))


async def test_redeeming_what_is_not_there(shop: House) -> None:
    member = await shop.member()
    card = await member.card()
    await shop.pos.sale(shop.sale("1", 500_000, member=sales.Ref(kind="card", value=card.number)))
    visit = shop.ids.new()
    await shop.manager.open_visit(visits.OpenVisit(id=visit, code=(await member.code()).code))
    check(await redeem(shop, visit), "nothing-to-redeem")
    check(await redeem(shop, visit, points=5001), "points-insufficient", available=5000)
    check(await redeem(shop, visit, points=600, amount_due=500), "points-over-due", most=500)
    check(await redeem(shop, visit, vouchers=(shop.ids.new(),)), "voucher-unknown")
    check(await redeem(shop, shop.ids.new(), points=1), "visit-unknown")
    mine = card.vouchers[0].id
    assert (await redeem(shop, visit, vouchers=(mine,))).status_code == 200
    check(await redeem(shop, visit, vouchers=(mine,)), "voucher-used")
    later = msgspec.structs.replace(welcome(), id="winter", on_join=False, starts_on=welcome().ends_on)
    await shop.manager.add_coupon(later)
    coming = await shop.manager.issue(coupons.IssueVoucher(op_id=shop.ids.new(), coupon="winter", member=card.member))
    check(await redeem(shop, visit, vouchers=(coming.id,)), "voucher-not-yet")
    await shop.manager.close_visit(visit)
    check(await redeem(shop, visit, points=1), "visit-closed")


async def test_a_cashier_s_wish_by_number_asks_the_member(shop: House) -> None:
    member = await shop.member()
    card = await member.card()
    await shop.pos.sale(shop.sale("1", 50_000, member=sales.Ref(kind="card", value=card.number)))
    cashier = await shop.unlocked("cashier")
    visit = shop.ids.new()
    await cashier.open_visit(visits.OpenVisit(id=visit, code=card.number))
    body = msgspec.json.encode(visits.Redeem(op_id=shop.ids.new(), points=10))
    check(await shop.ask("POST", f"/v1/visits/{visit}/redemptions", cashier.token, content=body), "approval-needed")


async def test_a_typed_amount_has_its_bounds(shop: House) -> None:
    cashier = await shop.unlocked("cashier")
    linked = msgspec.json.encode(shop.sale("1"))
    check(await shop.ask("POST", "/v1/sales", cashier.token, content=linked), "terminal-linked")
    much = msgspec.json.encode(shop.sale("1", 50_001, terminal="tablet"))
    check(await shop.ask("POST", "/v1/sales", cashier.token, content=much), "amount-over-cap", cap=50_000)


async def test_setting_up_twice_or_badly(shop: House) -> None:
    manager = shop.manager.token
    store = {"id": "honten", "name": "x", "issuer": "x"}
    check(await shop.ask("POST", "/v1/stores", manager, json=store), "already-exists", what="honten")
    check(await shop.ask("POST", "/v1/stores", manager, json=store | {"registration": "T1"}), "invalid", where="$.registration")
    person = {"name": "x", "pin": "123456", "role": "cashier", "stores": ["honten"]}
    for weak in ("123456", "654321", "000000", "121212", "123123", "567890"):
        check(await shop.ask("POST", "/v1/staff", manager, json=person | {"pin": weak}), "pin-weak")
    check(await shop.ask("POST", "/v1/staff", manager, json=person | {"pin": "482915", "stores": ["elsewhere"]}), "forbidden")
    connector = {"name": "x", "stores": ["honten"], "terminals": ["r1"]}
    check(await shop.ask("POST", "/v1/connectors", manager, json=connector), "already-exists", what="honten/r1")
    offer = msgspec.to_builtins(welcome())
    check(await shop.ask("POST", "/v1/coupons", manager, json=offer), "already-exists", what="welcome")
    check(await shop.ask("POST", "/v1/coupons", manager, json=offer | {"id": "x", "value": 101}), "invalid", where="$.value")
    check(await shop.ask("POST", "/v1/coupons", manager, json=offer | {"id": "x", "ends_on": "2020-01-01"}), "invalid", where="$.ends_on")
    check(await shop.ask("POST", "/v1/devices", json={"token": "x" * 43}), "enrolment-invalid")
    setup = {"token": "y" * 40, "brand": "x", "manager": person | {"role": "manager"}, "store": store}
    check(await shop.ask("POST", "/v1/setup", json=setup), "enrolment-invalid")


async def test_a_fault_says_nothing_about_its_cause(shop: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("hanako@example.jp")

    monkeypatch.setattr("backend.till.reading.card", broken)
    answer = await shop.ask("GET", "/v1/me/card", (await shop.member()).token)
    check(answer, "internal")
    assert "hanako" not in answer.text
    assert answer.json()["instance"] in caplog.text


async def test_every_answer_carries_the_headers(shop: House) -> None:
    for answer in (await shop.ask("GET", "/v1/health"), await shop.ask("GET", "/v1/nothing"), await shop.ask("GET", "/mailbox")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert not [name for name in answer.headers if name.startswith("access-control")]
