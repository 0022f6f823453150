import pytest
from starlette.types import Message, Receive, Scope, Send

from shared.ui.web_language import first_language, listening, spoken


@pytest.mark.parametrize(
    ("header", "first"),
    [("ja,en-US;q=0.9,en;q=0.8", "ja"), ("en-GB", "en-GB"), ("fr;q=0.8", "fr"), ("*", None), ("", None)],
)
def test_the_first_language_is_the_one_preferred(header: str, first: str | None) -> None:
    assert first_language(header) == first


async def test_the_app_behind_it_hears_it() -> None:
    heard: list[str | None] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive, send
        heard.append(spoken.get())

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        del message

    await listening(app)({"type": "websocket", "headers": [(b"accept-language", b"en-GB,ja;q=0.5")]}, receive, send)
    assert heard == ["en-GB"]
