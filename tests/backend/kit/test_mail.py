"""Mail through a relay that speaks SMTP on a loopback port."""

import asyncio
import logging

import pytest

from backend.kit.mail import SmtpMail


class Relay:
    """Says yes to everything and keeps what it was given."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.port = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 relay\r\n")
        body = False
        while line := (await reader.readline()).decode():
            self.heard.append(line.strip())
            if body and line != ".\r\n":
                continue
            body = line.upper() == "DATA\r\n"
            writer.write(b"354 go on\r\n" if body else b"221 bye\r\n" if line == "QUIT\r\n" else b"250 ok\r\n")
        writer.close()


async def test_a_mail_goes_through_the_relay() -> None:
    relay = Relay()
    server = await asyncio.start_server(relay, "127.0.0.1", 0)
    mail = SmtpMail(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}", "shop@b.example")
    await mail.send("hanako@b.example", "確認コード 271828", "こんにちは\n")
    await mail.close()
    server.close()
    await server.wait_closed()
    assert "rcpt TO:<hanako@b.example>" in relay.heard
    assert "From: shop@b.example" in relay.heard


async def test_a_relay_that_is_away_is_logged_without_the_address(caplog: pytest.LogCaptureFixture) -> None:
    mail = SmtpMail("smtp://127.0.0.1:1", "shop@b.example")
    with caplog.at_level(logging.ERROR):
        await mail.send("hanako@b.example", "x", "x")
        await mail.close()
    assert "could not be handed over" in caplog.text
    assert "hanako" not in caplog.text
