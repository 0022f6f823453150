"""Renders a declarative Flet app in this process, without Flutter, and drives it: milliseconds a test.

A real `Session` over a connection that records what would be sent. Flet keeps some of what this needs private (`_i`, `_b`,
`_context_page`); all such names are used in this file alone, and `test_harness.py` notices when they change.
"""

import asyncio
import dataclasses
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

import flet as ft
from flet.components.component import Component
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page  # pyright: ignore[reportPrivateUsage]  the page of the running session
from flet.messaging.connection import Connection  # pyright: ignore[reportMissingTypeStubs]  a folder without a marker file
from flet.messaging.protocol import Message  # pyright: ignore[reportMissingTypeStubs]  a folder without a marker file
from flet.messaging.session import Session  # pyright: ignore[reportMissingTypeStubs]  a folder without a marker file
from flet.pubsub.pubsub_hub import PubSubHub

ControlT = TypeVar("ControlT", bound=BaseControl)
T = TypeVar("T")
PATIENCE = 2.0
"""Seconds that `until` waits before it fails."""


class RecordingConnection(Connection):
    """The client's end: keeps every message, answers method calls with what `answers` has under their name, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, Any] = {}
        self.messages: list[Message] = []
        self.pubsubhub = PubSubHub()
        self.page_url = "http://127.0.0.1/"
        self.session: Session | None = None

    def send_message(self, message: Message) -> None:
        self.messages.append(message)
        body: Any = message.body
        if message.action.name == "INVOKE_METHOD" and self.session is not None:
            asyncio.get_running_loop().call_soon(self._answer, body.control_id, body.call_id, self.answers.get(body.name))

    def _answer(self, control: int, call: str, answer: object) -> None:
        if self.session is not None and control in self.session.index:
            self.session.handle_invoke_method_results(control, call, answer, None)


def walk(node: Any, seen: set[int]) -> Iterator[BaseControl]:
    """Every control below a node, through components, in the order of the screen."""
    if node is None or isinstance(node, (str, bytes, int, float, bool)) or id(node) in seen:
        return
    if isinstance(node, (list, tuple, dict)):
        for item in cast("list[Any]", node.values() if isinstance(node, dict) else node):
            yield from walk(item, seen)
    elif isinstance(node, Component):
        seen.add(id(node))
        yield from walk(node._b, seen)  # pyright: ignore[reportPrivateUsage]  a component's body
    elif dataclasses.is_dataclass(node):
        seen.add(id(node))
        if isinstance(node, BaseControl):
            yield node
        for field in dataclasses.fields(node):
            if not field.name.startswith("_") and not field.metadata.get("skip"):
                yield from walk(getattr(node, field.name, None), seen)


class Harness:
    """One session of one app. `mount` it, look with `key`/`text`/`has`, act with `click`/`fire`/`type`/`go`."""

    def __init__(self, route: str = "/", *, brightness: ft.Brightness = ft.Brightness.LIGHT, web: bool = True) -> None:
        self.connection = RecordingConnection()
        self.session = Session(self.connection)
        self.connection.session = self.session
        self.page: ft.Page = self.session.page
        self.page.route = route
        self.page.web = web
        self.page.platform_brightness = brightness
        self.page.width = 390
        self.page.height = 844

    async def mount(self, app: Callable[..., Any], *args: Any, views: bool = True) -> None:
        _context_page.set(self.page)  # pyright: ignore[reportArgumentType]  upstream's type is that of its default
        (self.page.render_views if views else self.page.render)(app, *args)
        self.session.get_page_patch()
        await self.settle()

    def run(self, main: Callable[[ft.Page], T]) -> T:
        """What Flet does with an app's `main(page)`."""
        _context_page.set(self.page)  # pyright: ignore[reportArgumentType]  as above
        answer = main(self.page)
        self.session.get_page_patch()
        return answer

    async def settle(self, turns: int = 30) -> None:
        """Lets the loop turn until what was started has had its chance; threads get a few milliseconds."""
        for _ in range(turns):
            await asyncio.sleep(0)
        await asyncio.sleep(0.005)
        for _ in range(turns):
            await asyncio.sleep(0)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds; fails after PATIENCE seconds with what is on the screen."""
        for _ in range(int(PATIENCE / 0.01)):
            if holds():
                return
            await asyncio.sleep(0.01)
        self.sound()
        raise AssertionError(f"it never held; on the screen: {self.texts()}")

    # -- looking
    def all(self) -> list[BaseControl]:
        dialogs = [dialog for dialog in self.page._dialogs.controls if getattr(dialog, "open", False)]  # pyright: ignore[reportPrivateUsage]  where sheets live
        seen: set[int] = set()
        return [*walk(self.page.views, seen), *walk(dialogs, seen), *walk(self.page.overlay, seen)]

    def top(self) -> list[BaseControl]:
        """What the uppermost view shows."""
        views = cast("list[Any]", ft.unwrap_component(self.page.views))
        return list(walk(views[-1], set()))

    def keyed(self, key: str) -> list[BaseControl]:
        return [control for control in self.all() if getattr(control, "key", None) == key]

    def has(self, key: str) -> bool:
        return bool(self.keyed(key))

    def key(self, key: str, kind: type[ControlT] = ft.Control) -> ControlT:
        found = self.keyed(key)
        assert len(found) == 1, f"{len(found)} controls have the key {key!r}; keys: {self.keys()}"
        assert isinstance(found[0], kind), found[0]
        return found[0]

    def keys(self) -> list[str]:
        return [str(key) for control in self.all() if (key := getattr(control, "key", None)) is not None]

    def texts(self) -> list[str]:
        """Every piece of text on the screen: texts, spans, labels of buttons and fields."""
        found: list[str] = []
        for control in self.all():
            for name in ("value", "label", "content", "title", "error", "helper", "tooltip", "text", "semantics_label"):
                words = getattr(control, name, None)
                if isinstance(words, str) and words:
                    found.append(words.replace("\u00a0", " "))
        return found

    def shows(self, words: str) -> bool:
        return any(words in text for text in self.texts())

    @property
    def crashes(self) -> list[Message]:
        return [message for message in self.connection.messages if message.action.name == "SESSION_CRASHED"]

    def called(self) -> list[str]:
        """Names of the methods that were called on the client, oldest first."""
        return [str(message.body.name) for message in self.connection.messages if message.action.name == "INVOKE_METHOD"]

    def focused(self) -> list[str]:
        """Keys of the controls that were given the focus, oldest first."""
        bodies = [message.body for message in self.connection.messages if message.action.name == "INVOKE_METHOD"]
        asked = [self.session.index.get(body.control_id) for body in bodies if body.name == "focus"]
        return [str(getattr(control, "key", None)) for control in asked]

    def hand(self, name: str, content: bytes) -> None:
        """The file that the person chooses from now on."""
        self.connection.answers["pick_files"] = [{"id": 1, "name": name, "size": len(content), "bytes": content}]

    def saved(self) -> list[tuple[str, bytes]]:
        """(name, content) of the files that went to the person's device."""
        bodies = [message.body for message in self.connection.messages if message.action.name == "INVOKE_METHOD"]
        return [(body.args["file_name"], body.args["src_bytes"]) for body in bodies if body.name == "save_file"]

    def sound(self) -> None:
        """Fails when the client was told that its session crashed, or drawing stopped because a component or a control raised."""
        assert not self.crashes, self.crashes[0].body
        drawing: asyncio.Task[None] | None = getattr(self.session, "_Session__updates_task", None)
        if drawing is not None and drawing.done() and not drawing.cancelled():
            fault = drawing.exception()
            assert fault is None, fault

    # -- acting
    async def fire(self, key: str, event: str = "click", data: Any = None) -> None:
        await self.session.dispatch_event(self.key(key)._i, event, data)  # pyright: ignore[reportPrivateUsage]  a control's id
        await self.settle()

    async def at_once(self, *events: tuple[str, str, Any]) -> None:
        """(key, event, data) of what comes in one go, before anything is drawn for the first of them."""
        dispatch = [self.session.dispatch_event(self.key(key)._i, event, data) for key, event, data in events]  # pyright: ignore[reportPrivateUsage]  a control's id
        await asyncio.gather(*dispatch)
        await self.settle()

    async def click(self, key: str) -> None:
        assert not getattr(self.key(key), "disabled", False), f"{key!r} is disabled"
        await self.fire(key)

    async def change(self, key: str, data: Any, **values: Any) -> None:
        """What the client does when a control's own value changes: the values, then the event."""
        self.session.apply_patch(self.key(key)._i, values)  # pyright: ignore[reportPrivateUsage]  a control's id
        await self.fire(key, "change", data)

    async def type(self, key: str, text: str) -> None:
        """What a keyboard does."""
        await self.change(key, text, value=text)

    async def go(self, route: str) -> None:
        """What the client sends when the address changes."""
        self.page.route = route
        await self.session.dispatch_event(self.page._i, "route_change", {"route": route})  # pyright: ignore[reportPrivateUsage]  a control's id
        await self.settle()

    async def followed(self) -> str:
        """Echoes the newest navigation back, as the client does; returns its route."""
        bodies = [message.body for message in self.connection.messages if message.action.name == "INVOKE_METHOD"]
        routes = [str(body.args["route"]) for body in bodies if body.name == "push_route"]
        assert routes, "nobody navigated"
        route = routes[-1]
        await self.go(route)
        return route

    async def page_event(self, event: str, data: Any = None) -> None:
        await self.session.dispatch_event(self.page._i, event, data)  # pyright: ignore[reportPrivateUsage]  a control's id
        await self.settle()

    async def close(self) -> None:
        """The session ends, as when its time after a disconnect has run out."""
        self.session.close()
        await self.settle()
