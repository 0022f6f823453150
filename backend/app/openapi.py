"""OpenAPI 3.1 from the routes themselves: the wire's types give the schemas, the table of actions the rights, one example each."""

import asyncio
import re
from collections.abc import Iterable
from typing import Any, get_args

import msgspec
from litestar.handlers import HTTPRouteHandler

from backend.app.examples import EXAMPLES
from backend.auth.actions import MODULES, Action
from backend.auth.principal import Call
from backend.auth.routes import BYTES, route
from backend.kit.http import Reply
from shared.wire.problems import Code, Problem
from shared.wire.sales import NDJSON

VERSION = "1.0.0"
REF = "#/components/schemas/{name}"
NUMBERS = ("one", "two", "three")
BINARY = {"type": "string", "format": "binary"}
PARAMETERS = {
    "before": "Pass the `next` of a page for the one after it.",
    "state": "`open` (when it is left out) or `closed`.",
    "kind": "Only cases of this kind.",
    "action": "Only acts whose name begins like this: `till`, `till.redeem`, `auth`.",
    "staff": "Only this person's acts, by id.",
    "since": "First day, e.g. 2026-11-01.",
    "until": "Last day, e.g. 2026-11-30.",
    "low": "The least amount, yen; a return counts by what was paid back.",
    "high": "The largest amount, yen.",
    "store": "Only this store's, by id.",
    "item": "Words of a thing's name; width, capitals and kana do not matter.",
    "q": "Words or digits to look for.",
    "after": "Pass the `next` of a page for the one after it.",
    "stores": "Stores, e.g. `honten,eki`; all that the asker may see when it is left out.",
    "by": "`day` (when it is left out), `week` or `month`.",
    "card": "A card's number, or its last four digits.",
    "rank": "Only members of this rank, by its id.",
    "sort": "`joined` (when it is left out), `visited` or `spent`: the greatest first.",
    "format": "`csv` (when it is left out) or `xlsx`.",
}
QUERIES = {
    "/v1/goods": ("q", "after"),
    "/v1/me/points": ("before",),
    "/v1/me/notices": ("before",),
    "/v1/notices": ("before",),
    "/v1/me/receipts": ("since", "until", "low", "high", "store", "item", "before"),
    "/v1/me/receipts.csv": ("since", "until", "store"),
    "/v1/stores/{store:str}/cases": ("state", "kind", "before"),
    "/v1/stores/{store:str}/audit": ("action", "staff", "since", "until", "before"),
    "/v1/stores/{store:str}/audit.csv": ("action", "staff", "since", "until"),
    "/v1/stores/{store:str}/audit.xlsx": ("action", "staff", "since", "until"),
    "/v1/boards/sales": ("stores", "since", "until", "by"),
    "/v1/boards/items": ("stores", "since", "until"),
    "/v1/boards/hours": ("stores", "since", "until"),
    "/v1/boards/coupons": ("stores", "since", "until"),
    "/v1/boards/members": ("stores", "card", "rank", "sort", "before"),
    "/v1/boards/members/{member:str}": ("stores",),
    "/v1/exports/{board:str}": ("stores", "since", "until", "by", "format"),
    "/v1/exports/members": ("stores", "card", "rank", "sort", "format"),
}
Json = dict[str, Any]


class DocumentEndpoint:
    """`GET /openapi.json`, written when somebody first asks. There is no page that draws it: those load their scripts from elsewhere."""

    def __init__(self, handlers: Iterable[HTTPRouteHandler]) -> None:
        self._handlers = tuple(handlers)
        self._body = b""

    async def openapi(self, request: Call) -> Reply:
        """This document."""
        del request
        if not self._body:
            self._body = await asyncio.to_thread(lambda: msgspec.json.encode(document(self._handlers)))
        return Reply(self._body)

    def route(self) -> HTTPRouteHandler:
        return route("GET", "/openapi.json", Action.READ_DOCUMENTATION, self.openapi)


def document(handlers: Iterable[HTTPRouteHandler]) -> Json:
    """The whole document."""
    every = [(path, method.lower(), handler) for handler in handlers for path in handler.paths for method in handler.http_methods]
    public = sorted((one for one in every if one[0].startswith("/v1/")), key=lambda one: one[:2])
    types = [kind for _, _, handler in public for kind in _types(handler)] + [Problem]
    _, components = msgspec.json.schema_components(types, ref_template=REF)
    paths: dict[str, Json] = {}
    for path, method, handler in public:
        paths.setdefault(_template(path), {})[method] = _operation(path, method, handler)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tamaru",
            "version": VERSION,
            "description": "The API of a shop's member app. Money is integer yen, points are integers, instants are UTC.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "responses": {"Problem": _problem()},
        },
    }


def _types(handler: HTTPRouteHandler) -> list[Any]:
    found = handler.opt["documentation"]
    return [kind for kind in (found["body"], found["answer"]) if kind not in (None, dict, bytes)]


def _operation(path: str, method: str, handler: HTTPRouteHandler) -> Json:
    found, action = handler.opt["documentation"], handler.opt["action"]
    summary, _, rest = found["text"].partition("\n")
    operation: Json = {
        "operationId": _name(method, path),
        "summary": summary,
        "description": f"{rest.strip()}{_module(action)}\n\nFor: {', '.join(sorted(action.parts))}.".strip(),
        "responses": {str(found["status"]): _answer(found), "default": {"$ref": "#/components/responses/Problem"}},
    }
    if "public" not in action.parts:
        operation["security"] = [{"bearer": []}]
    if parameters := [*_path_parameters(path), *_headers(action, path), *_query(path, method)]:
        operation["parameters"] = parameters
    if found["takes"] == BYTES:
        operation["requestBody"] = {"required": True, "content": {BYTES: {"schema": BINARY}}}
    elif found["body"] is not None:
        operation["requestBody"] = {"required": True, "content": {found["takes"]: _body(found)}}
    return operation


def _module(action: Action) -> str:
    module = MODULES.get(action)
    return "" if module is None else f"\n\nPart of the module `{module}`: 404 `module-off` where the shop has switched it off."


def _body(found: Json) -> Json:
    kind = found["body"]
    if found["takes"] != NDJSON:
        (schema,), _ = msgspec.json.schema_components([kind], ref_template=REF)
        each = get_args(kind) or (kind,)
        return {"schema": schema, "examples": {NUMBERS[n]: {"value": EXAMPLES[one]} for n, one in enumerate(each)}}
    lines = {"type": "string", "description": f"One `{kind.__name__}` a line."}
    return {"schema": lines, "examples": {"one": {"value": msgspec.json.encode(EXAMPLES[kind]).decode() + "\n"}}}


def _answer(found: Json) -> Json:
    if found["answer"] is None:
        return {"description": "Done."}
    if found["answer"] is dict:
        return {"description": "Done.", "content": {found["media_type"]: {"schema": {"type": "object"}}}}
    if found["answer"] is bytes:
        return {"description": "Done.", "content": {found["media_type"]: {"schema": BINARY}}}
    (schema,), _ = msgspec.json.schema_components([found["answer"]], ref_template=REF)
    return {"description": "Done.", "content": {found["media_type"]: {"schema": schema}}}


def _problem() -> Json:
    codes = ", ".join(f"`{code.slug}`" for code in Code)
    schema = {"$ref": REF.format(name="Problem")}
    return {"description": f"RFC 9457. The codes: {codes}.", "content": {"application/problem+json": {"schema": schema}}}


def _path_parameters(path: str) -> list[Json]:
    names = re.findall(r"\{(\w+):", path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _headers(action: Action, path: str) -> list[Json]:
    if action is Action.POST_EVENT:
        names = {"webhook-id": True, "webhook-timestamp": True, "webhook-signature": True, "tamaru-connector": False}
        return [{"name": name, "in": "header", "required": must, "schema": {"type": "string"}} for name, must in names.items()]
    if path == "/v1/me/events":
        return [{"name": "Last-Event-ID", "in": "header", "required": False, "schema": {"type": "string"}}]
    return []


def _query(path: str, method: str) -> list[Json]:
    names = QUERIES.get(path, ()) if method == "get" else ()
    schema = {"type": "string"}
    return [{"name": name, "in": "query", "required": False, "description": PARAMETERS[name], "schema": schema} for name in names]


def _template(path: str) -> str:
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", path)


def _name(method: str, path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", f"{method}{path.removeprefix('/v1')}").strip("_")
