"""How long points last and from when they count, as sentences with blanks."""

from datetime import date, timedelta

import flet as ft

from app_staff.manager.days import DayButton
from app_staff.manager.fillers import choice
from app_staff.manager.rule_blanks import Blanks, Change
from app_staff.manager.rule_draft import Draft
from app_staff.manager.sentence import Blank, Piece, filled
from app_staff.tools import Tools
from shared.i18n import formats
from shared.ui.hooks import keyed

UNTIL = "until"
YEAR = timedelta(days=365)
FARTHEST = 10 * YEAR


class Keeping(Blanks):
    def __init__(self, tools: Tools, draft: Draft, change: Change, today: date) -> None:
        super().__init__(tools, draft, change)
        self.first = max(today, draft.starts_on or today)

    def keeping(self) -> list[list[Piece]]:
        rules, words = self.rules, self.words
        said = words.confirm_days(rules.confirm_days) if rules.confirm_days else words.confirm_now
        return [
            self._life(),
            filled(words.confirm, confirm=self.number("confirm_days", words.confirm_label, said, least=0, most=365)),
            filled(words.online, online=self.flag("confirm_delivered", words.onlines)),
            filled(words.shortfall, shortfall=self.choice("shortfall", words.shortfalls)),
        ]

    def _life(self) -> list[Piece]:
        """To the end of a month, or to one day for all."""
        rules, words, until = self.rules, self.words, self.rules.life_until
        now = UNTIL if until else rules.life

        def choose(way: str) -> None:
            if way == UNTIL:
                self.change(lambda draft: draft.put(life="months", life_until=until or self.first + YEAR))
            else:
                self.change(lambda draft: draft.put(life=way, life_until=None))

        life = Blank("life", words.lives[now], choice(self.tools, "life", [*words.lives.items()], now, choose), words.blank)
        if until is None:
            months = self.number("life_months", words.months_label, words.months(rules.life_months), most=120)
            return filled(words.life, life=life, months=months)
        said = formats.day(until, self.language)
        return filled(words.life_until, life=life, day=Blank("life_until", said, lambda: self._calendar(until), words.blank))

    def _calendar(self, until: date) -> ft.Control:
        def choose(day: date) -> None:
            self.change(lambda draft: draft.put(life_until=day))

        within = (min(self.first, until), max(until, self.first + FARTHEST))
        return ft.Row([keyed(DayButton, "life-until", formats.day(until, self.language), until, within, choose, "life-until")], wrap=True)
