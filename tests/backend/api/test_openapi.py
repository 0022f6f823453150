"""The document says what is served, and its examples are good."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from backend.app.examples import EXAMPLES
from shared.wire.problems import Code
from tests.backend.api.harness import House


async def test_every_route_is_documented_and_nothing_else(shop: House) -> None:
    document = (await shop.ask("GET", "/openapi.json")).json()
    assert document["openapi"] == "3.1.0"
    served = {
        (re.sub(r"\{(\w+):\w+\}", r"{\1}", path), str(method).lower())
        for handler in shop.api.handlers
        for path in handler.paths
        for method in handler.http_methods
        if path.startswith("/v1/")
    }
    assert {(path, method) for path, methods in document["paths"].items() for method in methods} == served


async def test_every_reference_leads_somewhere(shop: House) -> None:
    document = (await shop.ask("GET", "/openapi.json")).json()
    for reference in references(document):
        found: Any = document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    assert all(operation["summary"] for operation in operations)
    assert all(code.slug in document["components"]["responses"]["Problem"]["description"] for code in Code)


def references(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:  # pyright: ignore[reportUnknownVariableType]  any JSON
            yield from references(each)
    elif isinstance(value, dict):
        for name, each in value.items():  # pyright: ignore[reportUnknownVariableType]  any JSON
            if name == "$ref":
                yield str(each)  # pyright: ignore[reportUnknownArgumentType]  any JSON
            else:
                yield from references(each)


async def test_every_body_has_an_example_that_is_one(shop: House) -> None:
    said = {handler.opt["documentation"]["body"] for handler in shop.api.handlers} - {None}
    bodies = {each for kind in said for each in get_args(kind) or (kind,)}
    assert bodies == set(EXAMPLES)
    for kind, example in EXAMPLES.items():
        msgspec.json.decode(msgspec.json.encode(example), type=kind)
