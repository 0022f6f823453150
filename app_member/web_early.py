"""The card before the app: the page itself shows it, so a browser has the code at once and not only when the engine has loaded.

What was asked for it is kept for the session that follows a moment later, whose first picture then shows the same code.
"""

import asyncio
import html
from collections import OrderedDict

import httpx

from app_member.ahead import Ahead
from app_member.codes import WebCodes
from app_member.tokens import LANGUAGE, Tokens
from shared.client import ApiError, MemberApi
from shared.client.face import Face
from shared.clock import Clock
from shared.i18n import Language, nearest
from shared.i18n.common import rank_name
from shared.i18n.member import MEMBER
from shared.qr.number import grouped
from shared.ui import palette, qr, text_size, theme, web_files
from shared.ui.web import browser
from shared.ui.web_language import spoken
from shared.vault.web import WebStore

PATIENCE = 0.5
"""Seconds: a page never waits longer for its card."""
GOOD_FOR = 10.0
"""Seconds in which the page's session must have begun for the code to be its first."""
RING = 36
LEADING = 1.48
"""Of the face itself, in its own size."""
_INK = ("#17201C", "#E9EDEA")
"""The theme's own, light and dark."""
MOST = 1_000
"""Pages that are remembered; one forgotten asks anew."""


class Early:
    def __init__(self, api: str, store: WebStore, clock: Clock, face: Face, transport: httpx.AsyncBaseTransport) -> None:
        self._url = api
        self._store = store
        self._clock = clock
        self._face = face
        self._transport = transport
        self._shown: OrderedDict[str, Ahead] = OrderedDict()
        self._asking: set[asyncio.Task[Ahead | None]] = set()

    async def cover(self, path: str) -> str | None:
        """What covers the page at `path` until the app is there, as HTML; None where the usual cover is right."""
        owner = browser.get()
        self._shown.pop(owner or "", None)  # an earlier page's: whoever has signed out since is not in any more
        self._forget()
        if path not in {"", "/"} or owner is None:
            return None
        ahead = await self._in_time(owner)
        if ahead is None:
            return None
        self._shown[owner] = ahead
        self._forget()
        picture = await asyncio.to_thread(qr.svg, ahead.code.digits)
        return drawn(ahead, picture, self._face.brand.seed)

    def taken(self) -> Ahead | None:
        """By the session that begins now: what its browser's page has shown, once."""
        ahead = self._shown.pop(browser.get() or "", None)
        return None if ahead is None or self._late(ahead) else ahead

    @property
    def kept(self) -> int:
        """Pages whose session has not begun."""
        return len(self._shown)

    def _forget(self) -> None:
        """What no session has taken in time, and what is too much: nobody's name stays longer than its page needs it."""
        while self._shown and (len(self._shown) > MOST or self._late(next(iter(self._shown.values())))):
            self._shown.popitem(last=False)

    def _late(self, ahead: Ahead) -> bool:
        return self._clock.monotonic() - ahead.asked_at >= GOOD_FOR

    async def _in_time(self, owner: str) -> Ahead | None:
        """A page goes without what comes late, but it is heard to its end: who broke off while the session is renewed would lose the
        new tokens, and with the old ones is signed out as a thief a minute later.
        """
        asking = asyncio.create_task(self._ask(owner))
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        done, _ = await asyncio.wait({asking}, timeout=PATIENCE)
        return asking.result() if done else None

    async def _ask(self, owner: str) -> Ahead | None:
        try:
            return await self._answer(owner)
        except ApiError:
            return None

    async def _answer(self, owner: str) -> Ahead | None:
        vault = self._store.of(owner)
        tokens = Tokens(vault)
        token, refresh = await tokens.kept()
        if not token:
            return None
        kept = await vault.get(LANGUAGE)
        language: Language = "en" if kept == "en" else "ja" if kept == "ja" else nearest(spoken.get())
        async with MemberApi(self._url, token, language=language, transport=self._transport) as api:
            api.refresh, api.keeper = refresh, tokens
            asked_at = self._clock.monotonic()
            card, code = await asyncio.gather(api.card(), WebCodes(api).next())
            if card.brand_version != self._face.brand.version:
                await self._face.ask(api)
        return Ahead(language, text_size.nearest(await vault.get(text_size.DRAWER)), card, code, asked_at)


def drawn(ahead: Ahead, code: str, seed: str) -> str:
    """The brand card as HTML, where the app will draw it and with its measures; `code` is an SVG. The text is in
    a face that the device has, for ours is still on its way; where it has none, in ours as soon as that is there.
    """
    paint = palette.paint(seed)
    words, card = MEMBER.of(ahead.language), ahead.card
    honorific = " 様" if ahead.language == "ja" else ""
    ring = f"""<svg class="ring" viewBox="0 0 36 36" fill="none" stroke="{palette.readable(seed, theme.PAPER)}" stroke-width="3">
<circle cx="18" cy="18" r="16.5"/></svg>"""
    areas = '"shop rank" "name name"' if ahead.text_size >= text_size.LARGE else '"shop rank" "name rank"'
    title = 22 + text_size.GROWS * (ahead.text_size - 100) // 100
    top = 16 + max(theme.TOUCH, round(title * LEADING))
    side = RING + text_size.GROWS * (ahead.text_size - 100) // 100
    size = f"font-size:{ahead.text_size}%"
    return f"""<style>
@font-face {{ font-family: Ours; src: url({web_files.prefix()}assets/fonts/BIZUDPGothic-Regular.woff2); font-display: swap }}
@font-face {{ font-family: Whole; src: url({web_files.prefix()}assets/fonts/BIZUDPGothic-Whole.woff2); font-display: swap }}
#early {{ position: absolute; inset: {top}px max(20px, calc((100vw - 480px) / 2)) auto; border-radius: 24px; padding: 18px 16px 16px; box-sizing: border-box;
  background: linear-gradient(to bottom right, {paint.colors[0]}, {paint.colors[1]} 60%, {paint.colors[2]});
  color: {paint.ink}; font-family: "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", Ours, Whole, sans-serif; {size} }}
#early p {{ margin: 0 4px; line-height: {LEADING} }}
#early h1 {{ position: absolute; top: {8 - top}px; left: 0; margin: 0; line-height: {top - 16}px; font-size: {title}px; color: {_INK[0]} }}
@media (prefers-color-scheme: dark) {{ #early h1 {{ color: {_INK[1]} }} }}
#cover {{ overflow: auto }}
#early .head {{ display: grid; grid: {areas} / 1fr auto; column-gap: 12px; align-items: start; margin-bottom: 16px }}
#early .rank {{ grid-area: rank; position: relative; padding: 0 10px 0 30px; border-radius: 999px; background: {paint.chip};
  font-size: .75em; font-weight: bold; line-height: 1.9 }}
#early .rank::before {{ content: ""; position: absolute; left: 12px; top: calc(50% - 5px); width: 8px; height: 8px;
  border: 1.5px solid; border-radius: 9px }}
#early .shop {{ grid-area: shop; font-size: .8125em; color: {paint.quiet}; margin-bottom: 2px }}
#early .name {{ grid-area: name; font-size: 1.25em; font-weight: bold }}
#early .paper {{ background: {theme.PAPER}; color: {theme.PAPER_INK}; border-radius: 16px; padding: 4px 4px 14px; text-align: center }}
#early .code svg {{ display: block; margin: 0 auto; width: min(270px, 100vw - 80px); height: auto }}
#early .ring {{ flex: none; width: {side}px; height: {side}px }}
#early .number {{ margin: 0 8px; padding: 12px 8px 0; border-top: 1px solid {theme.PAPER_HAIR}; text-align: left;
  line-height: {LEADING}; display: flex; justify-content: space-between; align-items: center }}
#early .number small {{ display: block; font-size: .75em; color: {theme.PAPER_QUIET} }}
#early .number b {{ font-size: 1.1875em }}
</style>
<main id="early" lang="{ahead.language}">
<h1>{html.escape(words.app)}</h1>
<div class="head"><p class="shop">{html.escape(card.brand)}</p><p class="name">{html.escape(card.name)}{honorific}</p>
<span class="rank">{html.escape(rank_name(card.rank.rank, ahead.language))}</span></div>
<div class="paper"><div class="code" role="img" aria-label="{html.escape(words.card.qr_label)}">{code}</div>
<div class="number"><div><small>{html.escape(words.card.number)}</small><b>{grouped(card.number)}</b></div>{ring}</div></div>
</main>"""
