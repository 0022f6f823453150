"""Whatever the document allows, and much that it does not, is asked of every operation by those who may: nothing answers with a fault."""

import sys
from collections import Counter
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.errors import SchemathesisError

from backend.auth.actions import PARTS
from tests.backend.api.harness import House
from tests.backend.api.test_rights import bearer

EXAMPLES = 4
"""For each operation and mode."""
ENDING = {"/v1/lock", "/v1/sign-out", "/v1/me/leave"}
"""They would end the session that asks; streams do not end here."""


async def test_no_operation_answers_with_a_fault(shop: House, capsys: pytest.CaptureFixture[str]) -> None:
    document = (await shop.ask("GET", "/openapi.json")).json()
    tokens = {part: await bearer(shop, part) for part in PARTS}
    asked: Counter[int] = Counter()
    faults: list[str] = []
    schema: Any = schemathesis.openapi.from_dict(document)
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path in ENDING or operation.path.endswith("/events"):
            continue
        text = operation.definition.raw["description"]
        allowed = [token for part, token in tokens.items() if part in text.rpartition("For: ")[2]]
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            for case in _cases(operation, mode):
                shop.clock.forward(1000)
                token = allowed[sum(asked.values()) % len(allowed)]
                answer = await _ask(shop, case, token)
                asked[answer.status_code // 100] += 1
                if answer.status_code >= 500:
                    faults.append(f"{operation.method} {operation.path}: {answer.text} for {case.body!r:.300}")
    with capsys.disabled():
        sys.stdout.write(f"\nfuzzed: {sum(asked.values())} requests, answers by hundred {dict(sorted(asked.items()))}\n")
    assert not faults, "\n".join(faults)
    assert asked[2] > 0


async def _ask(shop: House, case: Any, token: str) -> Any:
    request = case.as_transport_kwargs(base_url="http://shop")
    wanted = {name: request[name] for name in ("params", "json", "data", "headers") if request.get(name) is not None}
    headers = {name: value for name, value in dict(wanted.pop("headers", {})).items() if name.lower() != "authorization"}
    wanted["headers"] = {str(name): str(value).encode("utf-8", "replace") for name, value in headers.items()}
    if isinstance(wanted.get("data"), bytes | str):
        wanted["content"] = wanted.pop("data")
    return await shop.ask(request["method"], request["url"], token, **wanted)


def _cases(operation: Any, mode: GenerationMode) -> list[Any]:
    """Drawn beforehand: hypothesis does not wait for answers. The same ones at each run."""
    drawn: list[Any] = []

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
    )
    def draw(case: Any) -> None:
        drawn.append(case)

    try:
        draw()
    except (SchemathesisError, Unsatisfiable):
        return []  # nothing can be wrong about an operation without parameters and body
    return drawn
