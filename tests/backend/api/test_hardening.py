"""What a client cannot do to the server: ask without end, dribble, swamp it. And what can be read about it from outside."""

import asyncio
import logging
import os
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
import uvicorn

from backend.app import create, edge
from backend.app.edge import PER_ADDRESS
from backend.auth.guard import PER_MINUTE
from backend.db.engine import Database
from backend.kit import protocol
from backend.kit.metrics import Metrics
from backend.kit.proxies import Proxies
from backend.members.endpoints import CODES
from backend.settings import Settings, SettingsError, read
from shared.clock import MINUTE, SetClock
from tests.backend.api.harness import START, House
from tests.backend.api.server import ROOT, free_port, served


async def test_an_account_asks_only_so_often(shop: House) -> None:
    member, other = await shop.member("hanako@example.jp"), await shop.member("taro@example.jp")
    answers = [(await shop.ask("GET", "/v1/me/card", member.token)).status_code for _ in range(PER_MINUTE["member"] + 1)]
    assert answers.count(200) == PER_MINUTE["member"]
    late = await shop.ask("GET", "/v1/me/card", member.token)
    assert (late.status_code, late.json()["code"]) == (429, "rate-limited")
    assert 0 < int(late.headers["retry-after"]) <= 60
    assert (await shop.ask("GET", "/v1/me/card", other.token)).status_code == 200
    shop.clock.forward(MINUTE)
    assert (await shop.ask("GET", "/v1/me/card", member.token)).status_code == 200


async def test_an_address_asks_only_so_often(sqlite_url: str, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, trusted_proxies=("10.0.0.1",))
    api = create(settings, database=Database.open(sqlite_url), clock=SetClock(START))

    async def ask(peer: str, forwarded: str = "") -> int:
        headers = {"x-forwarded-for": forwarded} if forwarded else {}
        line = httpx.ASGITransport(cast("Any", api), client=(peer, 1))
        async with httpx.AsyncClient(transport=line, base_url="http://shop") as http:
            return (await http.get("/v1/health", headers=headers)).status_code

    for n in range(PER_ADDRESS):
        assert await ask("203.0.113.7", f"198.51.100.{n % 250}") == 200  # inventing addresses does not help
    assert await ask("203.0.113.7") == 429
    assert await ask("10.0.0.1", "203.0.113.7") == 429  # the same phone through our proxy
    assert await ask("10.0.0.1", "203.0.113.8") == 200


async def test_an_address_has_only_so_much_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams are held open: one address gets its part of them, and others go on."""
    monkeypatch.setattr(edge, "MOST_OPEN", 2)
    clock, end = SetClock(START), asyncio.Event()

    async def stream(_scope: Any, _receive: Any, send: Any) -> None:
        await end.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    app = edge.Edge(stream, clock=clock, metrics=Metrics(clock), proxies=Proxies())

    async def ask(peer: str) -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(cast("Any", app), client=(peer, 1)), base_url="http://shop") as http:
            return (await http.get("/v1/me/events")).status_code

    open_ = [asyncio.create_task(ask(f"2001:db8::{n}")) for n in range(2)]
    while app.under_way < 2:  # noqa: ASYNC110 - they wait for `end`, and nothing tells that they do
        await asyncio.sleep(0)
    assert await ask("2001:db8::9") == 429
    other = asyncio.create_task(ask("203.0.113.7"))
    end.set()
    assert [await task for task in (*open_, other)] == [200, 200, 200]
    assert await ask("2001:db8::9") == 200


async def test_a_peer_has_only_so_many_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four that say nothing the last two are cut off, and come in again when others have left."""
    monkeypatch.setattr(protocol, "OF_ONE_PEER", 2)
    monkeypatch.setattr(Proxies, "stranger", anybody)  # this machine too
    port = free_port()
    config = uvicorn.Config(hello, host="127.0.0.1", port=port, lifespan="off", **protocol.server(Proxies()))
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn offers a flag, no event
        await asyncio.sleep(0.01)
    silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
    for _ in range(2):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await reader.readexactly(1)
        writer.close()
    for _, writer in silent:
        writer.close()
        await writer.wait_closed()
    async with httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(retries=5)) as http:
        assert (await http.get(f"http://127.0.0.1:{port}/")).status_code == 200
    server.should_exit = True
    await task


def anybody(_self: Proxies, client: tuple[str, int]) -> str:
    return client[0]


async def hello(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def test_an_address_causes_only_so_many_mails(sqlite_url: str, tmp_path: Path) -> None:
    """However many addresses of mail it names, and with whatever address of its own /64."""
    api = create(Settings(data=tmp_path, mail="mailbox"), database=Database.open(sqlite_url), clock=SetClock(START))

    async def ask(peer: str, email: str) -> int:
        line = httpx.ASGITransport(cast("Any", api), client=(peer, 1))
        async with httpx.AsyncClient(transport=line, base_url="http://shop") as http:
            return (await http.post("/v1/sign-in/codes", json={"email": email})).status_code

    answers = [await ask(f"2001:db8::{n:x}", f"m{n}@example.jp") for n in range(CODES + 1)]
    assert answers == [200] * CODES + [429]
    assert await ask("2001:db8:0:1::1", "hanako@example.jp") == 200


async def test_every_answer_and_its_log_line_share_an_id(shop: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tamaru.edge"):
        answer = await shop.ask("GET", "/v1/me/receipts/012345678901?x=hanako@example.jp")
    assert answer.json()["instance"] == answer.headers["x-request-id"]
    (record,) = [record for record in caplog.records if record.name == "tamaru.edge"]
    assert vars(record)["route"] == "/v1/me/receipts/{receipt}"
    assert "hanako" not in str(vars(record))


async def test_metrics_name_routes_and_codes_and_nobody(shop: House) -> None:
    member = await shop.member()
    card = await member.card()
    await shop.ask("GET", f"/v1/me/receipts/{shop.ids.new()}", member.token)
    await shop.ask("BREW", "/v1/hanako@example.jp")
    text = shop.api.metrics.text()
    for line in (
        'tamaru_requests_total{method="GET",route="/v1/me/card",status="200"}',
        'tamaru_requests_total{method="other",route="none",status="404"}',
        'tamaru_refusals_total{code="not-found"}',
        "tamaru_till_batch_size_count",
        "tamaru_till_batch_seconds_count",
        "tamaru_inbox_waiting 0.0",
        "tamaru_streams 0.0",
    ):
        assert line in text
    assert not [canary for canary in ("hanako", card.number, card.member, member.token, "花子") if canary in text]


async def test_metrics_have_a_port_of_their_own(tmp_path: Path) -> None:
    port = free_port()
    async with served(tmp_path, "--metrics-port", str(port)) as server, httpx.AsyncClient() as http:
        assert (await http.get(server.url + "/metrics")).status_code == 404
        assert "tamaru_requests_total" in (await http.get(f"http://127.0.0.1:{port}/metrics")).text


async def test_who_dribbles_is_cut_off_and_the_others_are_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred connections that never end their head, and one that never ends its body; time-outs shortened for the test."""
    monkeypatch.setenv("PYTHONPATH", f"{_shortened(tmp_path)}{os.pathsep}{ROOT}")
    async with served(tmp_path / "data") as server, httpx.AsyncClient(base_url=server.url) as http:
        address = ("127.0.0.1", int(server.url.rsplit(":", 1)[1]))
        heads = [await asyncio.open_connection(*address) for _ in range(100)]
        for _, writer in heads:
            writer.write(b"GET /v1/health HTTP/1.1\r\nhost: x\r\nx-slow: ")
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"POST /v1/sign-in/codes HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{")
        assert (await http.get("/v1/health")).status_code == 200
        assert await asyncio.wait_for(reader.readline(), 8) == b"HTTP/1.1 408 Request Timeout\r\n"
        writer.close()
        for reader, writer in heads:
            with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
                await asyncio.wait_for(reader.readexactly(1), 8)
            writer.close()
        assert (await http.get("/v1/health")).status_code == 200


async def test_a_head_has_a_largest_size(tmp_path: Path) -> None:
    async with served(tmp_path) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rsplit(":", 1)[1]))
        writer.write(b"GET /v1/health HTTP/1.1\r\nx: ")
        with pytest.raises(ConnectionError):
            await _pour(writer, 64 * protocol.MOST_HEAD)
        assert reader.exception() is not None
        writer.close()


async def _pour(writer: asyncio.StreamWriter, size: int) -> None:
    for _ in range(size // 1024):
        writer.write(b"x" * 1024)
        await writer.drain()


def _shortened(folder: Path) -> Path:
    """A `sitecustomize` that shortens the two time-outs in the server's process."""
    code = "import backend.kit.protocol as p, backend.app.edge as e\np.HEAD_TIME = e.BODY_TIME = 1.0\n"
    (folder / "sitecustomize.py").write_text(code)
    return folder


def test_a_proxy_is_an_address() -> None:
    assert read(["--trusted-proxy", "10.0.0.0/8"], {"TAMARU_TRUSTED_PROXIES": "::1"}).trusted_proxies == ("::1", "10.0.0.0/8")
    with pytest.raises(SettingsError, match="nonsense"):
        read(["--trusted-proxy", "nonsense"], {})
