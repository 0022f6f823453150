"""A bonus as a sentence with blanks: what it asks for, what it gives, and what few shops need below."""

from collections.abc import Callable
from datetime import date, timedelta

import flet as ft
from msgspec import structs

from app_staff.manager.days import RangeButton
from app_staff.manager.fillers import TimesOfDay, choice, number, removable, times
from app_staff.manager.goods_draft import Goods
from app_staff.manager.goods_pick import GoodsPick
from app_staff.manager.pieces import pills
from app_staff.manager.rule_draft import CLEARED, HOWS, STARTS, Draft, how_of, of_how, start_of
from app_staff.manager.sentence import Blank, Piece, filled
from app_staff.naming import Names
from app_staff.parts.entry import entry
from app_staff.tools import Tools
from shared.i18n import Language, formats, rule_words
from shared.i18n.common import rank_name
from shared.i18n.offers import OFFERS
from shared.i18n.rule_form import RULE_FORM, RuleForm
from shared.ui import theme
from shared.ui.hooks import keyed
from shared.wire.rules import Bonus
from shared.wire.staff import Store

Change = Callable[[Callable[[Draft], Draft]], None]
HOLIDAY = "holiday"
ANY = "any"
YEARS = timedelta(days=730)
WITH_TAGS = True


class BonusLine:
    """One drawing of one bonus."""

    def __init__(self, tools: Tools, draft: Draft, bonus: Bonus, change: Change, stores: tuple[Store, ...], today: date) -> None:
        self.tools = tools
        self.bonus = bonus
        self.ranks = [rank.id for rank in draft.rules.ranks]
        self.opened = {each.partition(":")[2] for each in draft.open if each.startswith(f"{bonus.id}:")}
        self.stores = stores
        self.today = today
        self._change = change
        self.language: Language = tools.session.language
        self.words: RuleForm = RULE_FORM.of(self.language)

    def change(self, **values: object) -> None:
        self._change(lambda now: now.change(self.bonus.id, lambda bonus: structs.replace(bonus, **values)))

    def make(self, make: Callable[[Bonus], Bonus]) -> None:
        self._change(lambda now: now.change(self.bonus.id, make))

    def key(self, name: str) -> str:
        return f"{self.bonus.id}-{name}"

    # -- the sentence
    def line(self) -> list[Piece]:
        said = self._said()
        asked: list[Piece] = [self._blank(name, words) for name, words in said.items()]
        how = Blank(self.key("how"), rule_words.effect(self.bonus, self.language), self._how, self.words.blank)
        template = self.words.bonus_line if how_of(self.bonus) == "times" else self.words.points_line
        return filled(template, conditions=asked or self.words.any_sale, how=how)

    def _said(self) -> dict[str, str]:
        """Conditions by name; those that wait to be filled too."""
        said = rule_words.phrases(self.tools.known.spoken(self.bonus, self.language), self.language)
        return {name: said.get(name, self.words.conditions[name]) for name in STARTS if name in said or name in self.opened}

    def unasked(self) -> list[str]:
        """Conditions that could be added."""
        said = self._said()
        return [name for name in STARTS if name not in said and (name != "stores" or len(self.stores) > 1)]

    def ask(self, name: str) -> None:
        """Adds a condition, with something in it where there is something likely."""
        self.change(**start_of(name, self.today, self.ranks, [each.id for each in self.stores]))
        self.keep(name)

    def keep(self, name: str) -> None:
        """The condition stays in the sentence, also with nothing in it."""
        self._change(lambda now: now.opened(self.bonus.id, name))

    def _blank(self, name: str, words: str) -> Blank:
        fillers: dict[str, Callable[[], ft.Control]] = {
            "days": self._days,
            "goods": self._goods,
            "amount": self._amount,
            "time": self._time,
            "period": self._period,
            "channels": lambda: self._some("channels", [(each, said[self.language == "en"]) for each, said in rule_words.CHANNELS.items()]),
            "ranks": lambda: self._some("ranks", [(each, rank_name(each, self.language)) for each in self.ranks]),
            "answered": self._answered,
            "stores": lambda: self._some("stores", [(each.id, each.name) for each in self.stores]),
        }
        fill = fillers.get(name, lambda: theme.quiet(self.words.flags[name], size=14))

        def drop() -> None:
            self._change(lambda now: now.closed(self.bonus.id, name).change(self.bonus.id, lambda it: structs.replace(it, **CLEARED[name])))

        remove = self.tools.guard(drop)
        return Blank(self.key(name), words, lambda: removable(fill(), self.words.drop, remove, self.key(name)), self.words.blank)

    # -- what it asks for
    def _days(self) -> ft.Control:
        bonus = self.bonus

        def turn(value: str) -> None:
            self.keep("days")
            if value == HOLIDAY:
                self.change(holidays=not bonus.holidays)
            else:
                self.change(weekdays=tuple(sorted({*bonus.weekdays} ^ {int(value)})))

        names = [(str(n), day) for n, day in enumerate(rule_words.DAYS[self.language])]
        holiday = (HOLIDAY, self.words.holiday)
        chosen = {str(day) for day in bonus.weekdays} | ({HOLIDAY} if bonus.holidays else set[str]())
        chooser = pills(self.tools, self.key("day"), [*names, holiday], chosen, turn)
        return ft.Column([chooser, theme.quiet(self.words.days_hint, size=14)], spacing=8)

    def _goods(self) -> ft.Control:
        bonus = self.bonus

        def picked(goods: Goods, *_: str) -> None:
            self.keep("goods")
            self.change(skus=goods.skus, categories=goods.categories, tags=goods.tags)

        goods = Goods(bonus.skus, bonus.categories, bonus.tags)
        return keyed(GoodsPick, self.key("pick"), goods, picked, "bonus-goods", WITH_TAGS)

    def _amount(self) -> ft.Control:
        return self._number("from_amount", self.words.from_amount_label, most=10**9)()

    def _time(self) -> ft.Control:
        def put(found: tuple[int, int] | None) -> None:
            if found is None:
                self._change(lambda now: now.filled(self.key("time"), "", None))
            else:
                self.change(from_minute=found[0], to_minute=found[1])

        return keyed(TimesOfDay, self.key("time"), self.bonus.from_minute, self.bonus.to_minute, put)

    def _period(self) -> ft.Control:
        first, last = self.bonus.starts_on or self.today, self.bonus.ends_on or self.today + YEARS
        words = OFFERS.of(self.language).range(formats.day(first, self.language), formats.day(last, self.language))

        def choose(since: date, until: date) -> None:
            self.change(starts_on=since, ends_on=until)

        within = (min(first, self.today), max(last, self.today + YEARS))
        return ft.Row([keyed(RangeButton, self.key("range"), words, (first, last), within, choose, "bonus-days")], wrap=True)

    def _some(self, name: str, every: list[tuple[str, str]]) -> ft.Control:
        had: tuple[str, ...] = getattr(self.bonus, name)

        def turn(value: str) -> None:
            kept = tuple(each for each, _ in every if (each in had) != (each == value))
            self.keep(name)
            self.change(**{name: kept})

        return pills(self.tools, self.key(name), every, had, turn)

    def _answered(self) -> ft.Control:
        """Any of them, or one of those that are chosen; without a list of them it is any."""
        every = self.tools.known.surveys
        if not every and not self.bonus.surveys:
            return theme.quiet(self.words.flags["answered"], size=14)
        had = self.bonus.surveys
        offered = [(each.id, self.tools.known.survey(each.id, self.language)) for each in every.values() if each.active or each.id in had]
        offered += [(each, each) for each in had if each not in every]

        def turn(value: str) -> None:
            self.change(surveys=() if value == ANY else tuple(each for each, _ in offered if (each in had) != (each == value)))

        chooser = pills(self.tools, self.key("survey"), [(ANY, self.words.any_survey), *offered], had or (ANY,), turn)
        return ft.Column([theme.quiet(self.words.flags["answered"], size=14), chooser], spacing=8)

    # -- what it gives
    def _how(self) -> ft.Control:
        bonus, words, how = self.bonus, self.words, how_of(self.bonus)

        def choose(value: str) -> None:
            self.make(lambda now: of_how(now, value))

        possible = [each for each in HOWS if (each != "per_piece" or bonus.goods) and (each != "month" or not bonus.goods)]
        chooser = choice(self.tools, self.key("way"), [(each, words.how[each]) for each in possible], how, choose)()
        if how == "times":
            figures = [
                times(
                    self.key("permille"), words.times_label, bonus.permille, self._putter("permille"), least=1001, helper=words.times_hint
                )()
            ]
        else:
            figures = [self._number("points", words.points_label)()]
            if bonus.per_amount:
                figures.insert(0, self._number("per_amount", words.per_amount_label)())
        return ft.Column([chooser, *figures], spacing=10)

    def _number(self, name: str, label: str, *, least: int = 1, most: int = 1_000_000, helper: str = "") -> Callable[[], ft.Control]:
        return number(self.key(name), label, getattr(self.bonus, name), self._putter(name), least=least, most=most, helper=helper)

    def _putter(self, name: str) -> Callable[[int | None], None]:
        def put(value: int | None) -> None:
            if value is None:
                self._change(lambda now: now.filled(self.key(name), "", None))
            else:
                self.change(**{name: value})

        return put

    # -- what few need
    def deeper(self) -> list[list[Piece]]:
        bonus, words = self.bonus, self.words
        caps = {
            name: Blank(
                self.key(name),
                formats.points(getattr(bonus, name)) if getattr(bonus, name) else words.no_cap,
                self._number(name, label, least=0, most=10**9, helper=words.zero_hint),
                words.blank,
            )
            for name, label in words.cap_names.items()
        }
        life = words.life_days(bonus.life_days) if bonus.life_days else words.life_normal
        stack = words.best_of(bonus.group) if bonus.stack == "best_of" else words.stacks[bonus.stack]
        return [
            filled(words.caps_line, **caps),
            filled(
                words.life_line,
                life=Blank(self.key("life"), life, self._number("life_days", words.life_label, least=0, most=3650), words.blank),
            ),
            filled(words.stack_line, stack=Blank(self.key("stack"), stack, self._stack, words.blank)),
            filled(words.stop_line, stop=self._stop()),
        ]

    def _stack(self) -> ft.Control:
        def choose(value: str) -> None:
            self.change(stack=value)

        able = {name: said for name, said in self.words.stacks.items() if name != "multiply" or not (self.bonus.goods or self.bonus.points)}
        pieces = [choice(self.tools, self.key("stack"), [*able.items()], self.bonus.stack, choose)()]
        if self.bonus.stack == "best_of":
            put: Callable[[str], None] = lambda typed: self.change(group=typed.strip()[:32])  # noqa: E731 - a field's
            pieces.append(entry(self.tools, self.words.group_label, self.bonus.group, put, key=f"field-{self.key('group')}"))
        return ft.Column(pieces, spacing=8)

    def _stop(self) -> Blank:
        def choose(value: str) -> None:
            self.change(stop=value == "yes")

        here = "yes" if self.bonus.stop else "no"
        fill = choice(self.tools, self.key("stop"), [*self.words.stops.items()], here, choose)
        return Blank(self.key("stop"), self.words.stops[here], fill, self.words.blank)


def auto_name(bonus: Bonus, known: Names) -> tuple[str, str]:
    """What it is called when it was given no name: 火曜 パン 2 倍."""

    def said(language: Language) -> list[str]:
        return [*rule_words.phrases(known.spoken(bonus, language), language).values(), rule_words.effect(bonus, language)]

    ja, en = said("ja"), said("en")
    return " ".join(ja).replace("対象: ", ""), ", ".join(en)
