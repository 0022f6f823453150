"""What a coupon may ask for beyond its period, for shops that want it."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app_staff.manager.gift_draft import OF_GOODS, Gift
from app_staff.manager.gift_form import gift_goods
from app_staff.manager.offer_draft import GROUPS, Draft, Limit
from app_staff.manager.pieces import part, pills, radios, switch
from app_staff.parts.entry import entry
from app_staff.tools import Tools
from shared.i18n.offers import OFFERS, Offers
from shared.i18n.rule_words import DAYS

Put = Callable[[Callable[[Draft], Draft]], None]
HOLIDAY, NONE, ALONE, WITH = "holiday", "none", "alone", "with"


def offer_terms(tools: Tools, draft: Draft, change: Put, change_gift: Callable[[Callable[[Gift], Gift]], None]) -> list[ft.Control]:
    words = OFFERS.of(tools.session.language)

    def put_name(typed: str) -> None:
        change(lambda now: replace(now, name_en=typed))

    def birthday() -> None:
        change(lambda now: replace(now, birthday=not now.birthday))

    def first_visit() -> None:
        change(lambda now: replace(now, first_visit=not now.first_visit))

    return [
        entry(tools, words.name_en, draft.name_en, put_name, key="offer-name_en", helper=words.name_en_hint),
        *(gift_goods(tools, draft.gift, change_gift) if draft.gift.kind not in OF_GOODS else []),
        _days(tools, draft, change, words),
        part(
            words.who,
            switch(words.birthday, words.birthday_hint, tools.guard(birthday), on=draft.birthday, key="offer-birthday"),
            switch(words.first_visit, words.first_visit_hint, tools.guard(first_visit), on=draft.first_visit, key="offer-first"),
        ),
        limit(tools, draft, change, "total", words),
        limit(tools, draft, change, "each", words),
        _together(tools, draft, change, words),
    ]


def limit(tools: Tools, draft: Draft, change: Put, name: Limit, words: Offers) -> ft.Control:
    """A number, or nothing for no limit."""
    labels = {"minimum": words.minimum, "total": words.total, "each": words.each}

    def put(typed: str) -> None:
        change(lambda now: replace(now, **{name: typed}))

    return entry(
        tools,
        labels[name],
        getattr(draft, name),
        put,
        key=f"offer-{name}",
        helper=words.minimum_hint if name == "minimum" else words.limit_hint,
        error=words.number_wrong if draft.wrong(name) else "",
        keyboard=ft.KeyboardType.NUMBER,
    )


def _days(tools: Tools, draft: Draft, change: Put, words: Offers) -> ft.Control:
    def turn(value: str) -> None:
        if value == HOLIDAY:
            change(lambda now: replace(now, holidays=not now.holidays))
        else:
            change(lambda now: replace(now, weekdays=now.weekdays ^ {int(value)}))

    every = [(str(n), day) for n, day in enumerate(DAYS[tools.session.language])]
    chosen = {str(day) for day in draft.weekdays} | ({HOLIDAY} if draft.holidays else set[str]())
    return part(words.days, pills(tools, "offer-day", [*every, (HOLIDAY, words.holidays)], chosen, turn), more=words.days_hint)


def _together(tools: Tools, draft: Draft, change: Put, words: Offers) -> ft.Control:
    def choose(value: str) -> None:
        change(lambda now: replace(now, stackable=value == WITH))

    def choose_group(value: str) -> None:
        change(lambda now: replace(now, group="" if value == NONE else value))

    ways = radios(tools, "offer-together", [*words.togethers.items()], WITH if draft.stackable else ALONE, choose)
    if not draft.stackable:
        return part(words.together, ways)
    groups = [(NONE, words.no_group), *((each, words.group_of(each)) for each in GROUPS)]
    chooser = pills(tools, "offer-group", groups, {draft.group or NONE}, choose_group)
    return part(words.together, ways, part(words.group, chooser, more=words.group_hint))
