"""Looking for a receipt: what was bought, when, for how much, where. Nothing is asked of the server until one says so."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app_member.home import use_session
from app_member.parts.pills import pills
from app_member.search import LONGEST, MOST_DIGITS, OWN, SPANS, Draft
from shared.i18n.member.paper import PAPER, Search
from shared.ui import abreast, controls, events, theme
from shared.ui.hooks import Setter, use_observed, use_state
from shared.ui.typed import SheetFields, use_sheet
from shared.wire.receipts import ReceiptStore

HEIGHT, OWN_DAYS, STORES = 560, 84, 140
"""What it takes at the usual text size, for the days of one's own, and for the stores."""
AMOUNTS = ("low", "high")
Typed = Callable[[ft.Event[ft.TextField]], object]


@ft.component
def SearchSheet(draft: Draft | None, write: Setter[Draft | None]) -> ft.Control:
    """Open while there is a draft."""
    actions, session, _ = use_session()
    wanted = use_observed(actions.state.wanted)
    told, tell = use_state(initial=False)
    sheet = use_sheet(shown=draft is not None)
    words = PAPER.of(session.language).search
    guard = actions.guard

    def change(**given: object) -> None:
        write(lambda now: None if now is None else replace(now, **given))  # pyright: ignore[reportArgumentType]  fields of a Draft

    def typed(field: str) -> Typed:
        clean = _digits if field in AMOUNTS else _short
        return guard(lambda event: change(**{field: clean(events.typed(event))}))

    async def look() -> None:
        if draft is None:
            return
        tell(any(draft.wrong))
        if not any(draft.wrong):
            write(None)
            await actions.lists.search(draft.search(actions.today()))

    def clear() -> None:
        write(Draft())

    content = None
    if draft is not None:
        content = ft.Column(
            [
                ft.Semantics(header=True, content=theme.title(words.title)),
                controls.field(
                    words.item,
                    draft.item,
                    sheet=sheet,
                    key="search-item",
                    on_change=typed("item"),
                    on_submit=guard(look),
                    hint=words.item_hint,
                ),
                _group(
                    words.days,
                    pills([(each, words.spans[each]) for each in SPANS], draft.span, guard(lambda span: change(span=span)), key="span"),
                ),
                *_own(draft, words, typed, sheet, told=told),
                _amounts(draft, words, typed, sheet),
                *_stores(wanted.stores, draft, words, guard(lambda store: change(store=store))),
                ft.Container(controls.quiet_button(words.clear, guard(clear), key="search-clear"), alignment=ft.Alignment.CENTER),
            ],
            spacing=18,
            tight=True,
            key="search-sheet",
        )
    height = HEIGHT + (STORES if len(wanted.stores) > 1 else 0) + (OWN_DAYS if draft is not None and draft.span == OWN else 0)
    do = controls.primary(words.do, guard(look), key="search-do", icon=ft.Icons.SEARCH)
    ft.use_dialog(controls.sheet(content, guard(lambda: write(None)), height=height, foot=do) if content is not None else None)
    return ft.Container()


def _short(text: str) -> str:
    return text[:LONGEST]


def _digits(text: str) -> str:
    """Full-width figures and a ¥ are as good."""
    return "".join(str(int(each)) for each in text if each.isdecimal())[:MOST_DIGITS]


def _group(name: str, content: ft.Control) -> ft.Control:
    return ft.Column([theme.quiet(name, size=14), content], spacing=8)


def _own(draft: Draft, words: Search, typed: Callable[[str], Typed], sheet: SheetFields, *, told: bool) -> list[ft.Control]:
    """The days of one's own."""
    if draft.span != OWN:
        return []

    def one(name: str, value: str, label: str, *, wrong: bool) -> ft.Control:
        error = words.day_wrong if told and wrong else ""
        return ft.Container(
            controls.field(
                label,
                value,
                sheet=sheet,
                key=f"search-{name}",
                on_change=typed(name),
                error=error,
                hint=words.day_hint,
                keyboard=ft.KeyboardType.DATETIME,
            ),
            expand=True,
        )

    first, last = draft.wrong
    fields = [one("first", draft.first, words.from_day, wrong=first), one("last", draft.last, words.to_day, wrong=last)]
    return [ft.Row(fields, spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)]


def _amounts(draft: Draft, words: Search, typed: Callable[[str], Typed], sheet: SheetFields) -> ft.Control:
    def one(name: str, value: str, label: str) -> ft.Control:
        entry = controls.field(label, value, sheet=sheet, key=f"search-{name}", on_change=typed(name), keyboard=ft.KeyboardType.NUMBER)
        return ft.Container(entry, expand=True)

    return _group(words.amount, ft.Row([one("low", draft.low, words.low), one("high", draft.high, words.high)], spacing=12))


def _stores(stores: tuple[ReceiptStore, ...], draft: Draft, words: Search, choose: abreast.Choose) -> list[ft.Control]:
    """One store is no choice."""
    if len(stores) < 2:
        return []
    choices = [("", words.every_store), *((store.id, store.name) for store in stores)]
    return [_group(words.store, pills(choices, draft.store, choose, key="search-store"))]
