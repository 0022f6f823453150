"""Every route that names an object × every part × own and foreign objects, generated from the routes.

What belongs to another answers exactly as what does not exist; what is one's own never does.
"""

import dataclasses
import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from backend.app.examples import EXAMPLES
from backend.auth.actions import PARTS, Action, Part
from shared.clock import SECOND
from shared.wire import staff
from tests.backend.api.harness import House
from tests.backend.api.objects import BRANDS, MAKERS, Side
from tests.backend.api.test_rights import bearer

ELSEWHERE = "739164"
"""A PIN that nobody in the shop has."""
STORES = {"store", "stores"}
"""Where a body names a store."""


@dataclass(frozen=True)
class Named:
    """A route; `objects` are those that its path names, outermost first: (name, the path up to it)."""

    method: str
    path: str
    action: Action
    body: type | None
    objects: tuple[tuple[str, str], ...]

    def at(self, ids: dict[str, str]) -> str:
        return self.path.format_map(ids)


def every(shop: House) -> Iterator[Named]:
    for handler in shop.api.handlers:
        for path, method in itertools.product(handler.paths, handler.http_methods):
            plain = re.sub(r":\w+\}", "}", path)
            objects = tuple((found[1], plain[: found.end()]) for found in re.finditer(r"\{(\w+)\}", plain))
            yield Named(str(method), plain, handler.opt["action"], handler.opt["documentation"]["body"], objects)


def named(shop: House) -> Iterator[Named]:
    """Every route but those that anybody may ask: a store's name before joining, a problem's page, belong to nobody."""
    return (route for route in every(shop) if "public" not in route.action.parts)


async def sides(shop: House) -> tuple[Side, Side]:
    """The shop that the parts stand in, and the other one. Members are made for each cell."""
    invited = await shop.invite("eki")
    tablet = shop.at_tablet((await shop.at_tablet("").enrol(invited)).token)
    await shop.unlocked("manager")
    person = await shop.manager.add_staff(staff.NewStaff(name="駅の店長", pin=ELSEWHERE, role="manager", stores=("eki",)))
    there = shop.at_tablet((await tablet.unlock(staff.Unlock(staff=person.id, pin=ELSEWHERE))).token)
    other = await shop.manager.add_connector(staff.NewConnector(name="駅のレジ", stores=("eki",), terminals=("r9",)))
    nobody = await shop.member()
    return Side(shop, "honten", "r1", shop.manager, shop.connector, nobody), Side(shop, "eki", "r9", there, other, nobody)


async def fresh(side: Side) -> Side:
    return dataclasses.replace(side, member=await side.house.member(f"{side.house.ids.new()}@example.jp", store=side.store), made={})


async def sample(route: Named, side: Side) -> dict[str, str]:
    """The id of each object that the path names, all of this side."""
    for name, prefix in route.objects:
        assert prefix in MAKERS, f"{route.method} {route.path}: say in tests/backend/api/objects.py how a {name} of {prefix} is made"
        side.made[name] = await MAKERS[prefix](side)
    return side.made


async def ask(shop: House, route: Named, ids: dict[str, str], token: str, store: str = "") -> httpx.Response:
    shop.clock.forward(SECOND)
    body: Any = None if route.body is None else dict(EXAMPLES[route.body])
    if body is not None and "op_id" in body:
        body["op_id"] = shop.ids.new()  # an act of its own, or it would be answered as the one before
    if body is not None and "vouchers" in body:
        body["vouchers"] = ()  # the example's is nobody's
    if body is not None and "connector" in body:
        body["connector"] = None  # as above
    if body is not None and store:
        body |= {name: store if name == "store" else (store,) for name in STORES & body.keys()}
    return await shop.ask(route.method, route.at(ids), token, **({} if body is None else {"json": body}))


def said(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"] if answer.status_code >= 400 else ""


def strange(shop: House, like: str) -> str:
    """The id of nothing, in the shape of a real one."""
    return shop.ids.new() if len(like) == 36 else "0" * len(like)


def mixed(own: dict[str, str], foreign: dict[str, str], nothing: dict[str, str]) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """(ids with at least one foreign, the same with one that is nothing in its place)."""
    for choice in itertools.product((False, True), repeat=len(own)):
        if any(choice):
            picks = list(zip(own, choice, strict=True))
            yield (
                {name: foreign[name] if out else own[name] for name, out in picks},
                {name: nothing[name] if out else own[name] for name, out in picks},
            )


async def test_every_route_with_an_object_by_every_part(shop: House, capsys: pytest.CaptureFixture[str]) -> None:
    wrong: list[str] = []
    cells: Counter[str] = Counter()
    here, there = await sides(shop)
    tokens: dict[Part, str] = {part: await bearer(shop, part) for part in PARTS}
    for route in (each for each in named(shop) if each.objects):
        unseen: dict[str, str] | None = None
        for part in PARTS:
            if part in route.action.parts:
                wrong += await allowed(shop, route, part, (await fresh(here), await fresh(there)), tokens, cells)
                continue
            unseen = unseen or await sample(route, await fresh(there))
            status, _ = said(await ask(shop, route, unseen, tokens[part]))
            cells["denied"] += 1
            if status != (401 if part == "public" else 403):
                wrong.append(f"{part} got {status} from {route.method} {route.path}")
    with capsys.disabled():
        sys.stdout.write(f"\n{cells.total()} cells with objects: {dict(cells)}\n")
    assert not wrong, "\n".join(wrong)


async def allowed(
    shop: House, route: Named, part: Part, both: tuple[Side, Side], tokens: dict[Part, str], cells: Counter[str]
) -> list[str]:
    """What is wrong about a part that may do this: first with what is foreign, then with what is its own."""
    here, there = both
    own, foreign = await sample(route, here), await sample(route, there)
    token = here.member.token if part == "member" else tokens[part]
    where = f"{part} {route.method} {route.path}"
    wrong: list[str] = []
    shared = {name: own[name] for name, prefix in route.objects if prefix in BRANDS}
    apart = {name: each for name, each in own.items() if name not in shared}
    for theirs, nothing in mixed(apart, foreign, {name: strange(shop, each) for name, each in apart.items()}):
        got, unknown = [said(await ask(shop, route, shared | ids, token)) for ids in (theirs, nothing)]
        cells["foreign"] += 1
        if got[0] not in (403, 404) or got != unknown:
            wrong.append(f"{where}: a foreign one answers {got}, an unknown one {unknown}")
    if route.path.endswith("/events"):
        return wrong  # an own stream does not end here: test_streams.py opens them
    status, code = said(await ask(shop, route, own, token))
    cells["own"] += 1
    if status in (401, 404) or code == "forbidden":
        wrong.append(f"{where}: its own answers {status} {code}")
    return wrong


async def test_every_body_with_a_store_by_every_part(shop: House) -> None:
    wrong: list[str] = []
    here, _ = await sides(shop)
    tokens: dict[Part, str] = {part: await bearer(shop, part) for part in PARTS}
    routes = [each for each in named(shop) if each.body is not None and STORES & dict(EXAMPLES[each.body]).keys()]
    for route in routes:
        for part in route.action.parts:
            ids = await sample(route, await fresh(here))
            answer = await ask(shop, route, ids, tokens[part], "eki")
            alone = route.path.endswith(":batch") and '"code":"forbidden"' in answer.text  # each line has an answer of its own
            if answer.status_code not in (403, 404) and not alone:
                wrong.append(f"{part} {route.method} {route.path} at another store: {answer.status_code}")
    assert len(routes) >= 5
    assert not wrong, "\n".join(wrong)
