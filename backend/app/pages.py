"""The few pages the API itself shows to people: what a problem means, the demo's mailbox, and whether the server is up."""

from collections.abc import Sequence
from html import escape

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.auth.actions import Action
from backend.auth.principal import Call
from backend.auth.routes import route
from backend.kit.http import Reply
from backend.kit.mail import Kept, Mail, Mailbox
from backend.problems import Refusal
from shared.clock import tokyo
from shared.wire.problems import BY_SLUG, Code

STYLE = (
    "body{font-family:system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;line-height:1.7;color:#1f2933;background:#fafaf8}"
    "article{background:#fff;border:1px solid #e4e2dc;border-radius:12px;padding:1rem 1.25rem;margin:1rem 0}"
    "h1{font-size:1.25rem}h2{font-size:1rem;margin:0}pre{white-space:pre-wrap;font:inherit;margin:.5rem 0 0}.quiet{color:#67717d;font-size:.875rem}"
    "@media(prefers-color-scheme:dark){body{color:#e6e8ea;background:#15181b}article{background:#1e2226;border-color:#31373d}.quiet{color:#9aa4ae}}"
)
CSP = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class Page(Reply):
    """HTML without scripts, links or pictures."""

    def __init__(self, title: str, body: str, *, refresh: int = 0) -> None:
        again = f'<meta http-equiv="refresh" content="{refresh}">' if refresh else ""
        head = f'<!doctype html><html lang="ja"><head><meta charset="utf-8">{again}<title>{escape(title)}</title>'
        view = f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
        super().__init__(f"{head}{view}<body>{body}</body></html>".encode(), media_type=b"text/html; charset=utf-8")
        self._headers.append((b"content-security-policy", CSP.encode()))


class PageEndpoints:
    def __init__(self, mail: Mail) -> None:
        self._mail = mail

    async def health(self, request: Call) -> Reply:
        """Answers `{}` when the server is up."""
        del request
        return Reply(b"{}")

    async def problem(self, request: Call, code: FromPath[str]) -> Page:
        """What a problem means, for people."""
        del request
        found = BY_SLUG.get(code)
        if found is None:
            raise Refusal(Code.NOT_FOUND)
        ja, en = escape(found.ja), escape(found.en)
        body = f'<h1>{escape(code)} <span class="quiet">HTTP {found.status}</span></h1><p>{ja}</p><p lang="en">{en}</p>'
        return Page(code, body)

    async def mailbox(self, request: Call) -> Page:
        """The demo's mails, newest first."""
        del request
        mails = "".join(_mail(kept) for kept in self._kept()) or '<p class="quiet">まだメールはありません。</p>'
        return Page("メールボックス", f'<h1>メールボックス <span class="quiet">デモ用</span></h1>{mails}', refresh=2)

    async def mailbox_json(self, request: Call) -> Reply:
        """The demo's mails, for programs."""
        del request
        return Reply(msgspec.json.encode(self._kept()))

    def _kept(self) -> list[Kept]:
        return list(self._mail.kept) if isinstance(self._mail, Mailbox) else []

    def routes(self) -> Sequence[HTTPRouteHandler]:
        pages = (
            route("GET", "/v1/health", Action.CHECK_HEALTH, self.health, answer=dict),
            route("GET", "/problems/{code:str}", Action.READ_DOCUMENTATION, self.problem, media_type="text/html"),
        )
        if not isinstance(self._mail, Mailbox):
            return pages
        return (
            *pages,
            route("GET", "/mailbox", Action.READ_MAILBOX, self.mailbox, media_type="text/html"),
            route("GET", "/mailbox.json", Action.READ_MAILBOX, self.mailbox_json),
        )


def _mail(kept: Kept) -> str:
    about = f'<p class="quiet">{tokyo(kept.at):%H:%M:%S} · {escape(kept.to)}</p>'
    return f"<article><h2>{escape(kept.subject)}</h2>{about}<pre>{escape(kept.text)}</pre></article>"
