"""What a visit may spend and a bill may take, as sentences with blanks."""

from app_staff.manager.fillers import number
from app_staff.manager.rule_blanks import Blanks
from app_staff.manager.sentence import Blank, Piece, filled
from shared.i18n import formats
from shared.wire.spending import WHOLE, Spending

PERCENT = 100


def worth_less(was: Spending, now: Spending) -> bool:
    """Whether points that members hold already pay less than they did."""
    return now.worth * was.unit < was.worth * now.unit


class Paying(Blanks):
    def spending(self) -> list[list[Piece]]:
        rules, words = self.rules, self.words
        limit = self.number("visit_limit", words.visit_limit_label, formats.points(rules.visit_limit), least=0, most=10**9)
        unit = self._unit()
        from_ = formats.points(rules.spending.begins)
        least = self.number("spend_least", words.spend_least_label, from_, least=0, helper=words.spend_least_hint)
        step = formats.points(rules.spend_unit)
        yen = self.number("spend_yen", words.spend_yen_label(step), formats.yen(rules.spending.worth), least=0, helper=words.spend_yen_hint)
        days = self.number("grace_days", words.grace_label, words.grace_of(rules.grace_days), least=0, most=365)
        return [
            filled(words.visit_limit, limit=limit),
            filled(words.spend_share, share=self._share()),
            filled(words.spend_steps, unit=unit, least=least),
            filled(words.spend_worth, step=step, yen=yen),
            filled(words.spend_barred, barred=self.flag("spend_barred", words.spend_barreds)),
            filled(words.grace, days=days),
        ]

    def _unit(self) -> Blank:
        """Other steps begin at a yen a point: what the former were worth says nothing of them."""
        name, words, unit = "spend_unit", self.words, self.rules.spend_unit

        def put(typed: int | None) -> None:
            self.change(lambda now: now.filled(name, name, typed) if typed is None else now.put(spend_unit=typed, spend_yen=0))

        return Blank(name, formats.points(unit), number(name, words.spend_unit_label, unit, put, most=100_000), words.blank)

    def _share(self) -> Blank:
        """Of a hundred; an empty field is all of it."""
        name, words, permille = "spend_permille", self.words, self.rules.spend_permille
        percent = 0 if permille == WHOLE else permille * PERCENT // WHOLE

        def put(typed: int | None) -> None:
            self.change(lambda now: now.filled(name, name, (typed * WHOLE // PERCENT or WHOLE) if typed is not None else None))

        said = words.spend_share_of(formats.rate(permille)) if permille < WHOLE else words.spend_share_all
        return Blank(
            name,
            said,
            number(name, words.spend_share_label, percent, put, least=0, most=PERCENT, helper=words.spend_share_hint),
            words.blank,
        )
