"""What a made-up sale would bring under rules that are being written: the till's own evaluator over nothing but the question. Pure."""

from datetime import UTC, datetime

from backend.earning.choosing import Chosen, Facts
from backend.earning.rules import RuleSet
from backend.earning.steps import steps
from backend.receipts.rules import sums
from backend.till.granting import last
from shared.clock import day_number, tokyo
from shared.wire import sales
from shared.wire import trying as wire

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""A made-up sale has no instant; its day and minute are facts."""

ANY = ""
"""A questionnaire that no rule names."""


def tried(ask: wire.TryRules) -> wire.Tried:
    rules = RuleSet(**{name: getattr(ask.rules, name) for name in ask.rules.__struct_fields__}, version=0)
    sale = _sale(ask)
    bill = sums(sale)
    rank = next((each for each in rules.ranks if each.id == ask.rank), rules.ranks[0])
    facts = Facts(
        store=sale.store,
        day=day_number(ask.day),
        minute=ask.minute,
        rank=rank,
        spent=rank.from_spent,
        own_rate=ask.own_rate,
        birth_month=ask.day.month if ask.birthday_month else 0,
        first=ask.first,
        visit=ask.visit,
        answered=frozenset({ANY, *(survey for bonus in rules.bonuses for survey in bonus.surveys)}) if ask.answered else frozenset(),
        month_spent=ask.month_spent,
    )
    chosen = Chosen(rules)
    why, earned = chosen.derive(sale, bill.lines, bill.excluded, bill.paid_by_points, facts)
    payable = rules.spending.most(sale.total, unpayable=chosen.barred(sale) if rules.spend_barred else 0)
    return wire.Tried(
        total=sale.total,
        points=earned.points,
        last_day=tokyo(last(rules, facts.day // 100)).date(),
        steps=steps(why),
        payable=payable,
        payable_yen=rules.spending.value(payable),
    )


def _sale(ask: wire.TryRules) -> sales.Sale:
    lines = tuple(_line(n, each) for n, each in enumerate(ask.lines, 1))
    total = sum(line.amount for line in lines)
    paid = min(ask.paid_by_points, total)
    tenders = [sales.Tender(kind="points", amount=paid)] if paid else []
    return sales.Sale(
        store=ask.store or "example",
        terminal="example",
        number="example",
        kind="sale",
        occurred_at=NEVER,
        business_date=ask.day,
        lines=lines,
        taxes=tuple(_tax(rate, lines) for rate in sorted({line.tax_rate_permille for line in lines})),
        tenders=(*tenders, sales.Tender(kind="cash", amount=total - paid)),
        total=total,
        channel=ask.channel,
        paperless=ask.paperless,
    )


def _line(n: int, line: wire.TryLine) -> sales.Line:
    return sales.Line(
        n=n,
        sku=line.sku,
        name=line.name or line.sku or str(n),
        quantity_milli=line.pieces * 1000,
        unit_price=line.price,
        amount=line.price * line.pieces,
        tax_rate_permille=line.tax_rate_permille,
        category=line.category,
        tags=line.tags,
    )


def _tax(rate: int, lines: tuple[sales.Line, ...]) -> sales.Tax:
    taxable = sum(line.amount for line in lines if line.tax_rate_permille == rate)
    return sales.Tax(rate_permille=rate, taxable=taxable, tax=taxable * rate // (1000 + rate))
