"""What the sentences of the rules share: blanks of one rule each, that put what fills them into the draft."""

from collections.abc import Callable

from app_staff.manager import fillers
from app_staff.manager.rule_draft import Draft
from app_staff.manager.sentence import Blank
from app_staff.tools import Tools
from shared.i18n import Language
from shared.i18n.rule_form import RULE_FORM, RuleForm

Change = Callable[[Callable[[Draft], Draft]], None]


class Blanks:
    """One drawing of them."""

    def __init__(self, tools: Tools, draft: Draft, change: Change) -> None:
        self.tools = tools
        self.rules = draft.rules
        self.change = change
        self.language: Language = tools.session.language
        self.words: RuleForm = RULE_FORM.of(self.language)

    def number(self, name: str, label: str, said: str, *, least: int = 1, most: int = 1_000_000, helper: str = "") -> Blank:
        def put(value: int | None) -> None:
            self.change(lambda now: now.filled(name, name, value))

        return Blank(
            name, said, fillers.number(name, label, getattr(self.rules, name), put, least=least, most=most, helper=helper), self.words.blank
        )

    def choice(self, name: str, every: dict[str, str]) -> Blank:
        now: str = getattr(self.rules, name)

        def choose(value: str) -> None:
            self.change(lambda draft: draft.put(**{name: value}))

        return Blank(name, every[now], fillers.choice(self.tools, name, [*every.items()], now, choose), self.words.blank)

    def flag(self, name: str, every: dict[str, str]) -> Blank:
        """The second of both when it is on."""
        off, on = every
        here = on if getattr(self.rules, name) else off

        def choose(value: str) -> None:
            self.change(lambda draft: draft.put(**{name: value == on}))

        return Blank(name, every[here], fillers.choice(self.tools, name, [*every.items()], here, choose), self.words.blank)

    def named(self, names: tuple[str, ...], skus: tuple[str, ...]) -> str:
        return ("、" if self.language == "ja" else ", ").join([*names, *(self.tools.known.good(sku, self.language) for sku in skus)])
