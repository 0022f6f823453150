"""What came of an act, in words: from the server's answer to the result on the panel, or to a row of the queue."""

from dataclasses import replace
from functools import reduce

from app_staff import bill
from app_staff.desk import Act, Answer, Declined, Grant
from app_staff.session import Done, Serving, Session
from shared.i18n import formats, pick
from shared.i18n.counter import COUNTER
from shared.i18n.returning import RETURNING
from shared.i18n.staff import STAFF
from shared.ui.guard import sentence
from shared.wire.goods import Exchanged
from shared.wire.returns import ReturnSale
from shared.wire.sales import SaleAnswer
from shared.wire.visits import Redemption


def told(session: Session, act: Act, answer: Answer) -> Done:
    """Whoever is on the panel."""
    words = STAFF.of(session.language)
    if isinstance(answer, Declined):
        return Done("bad", words.result.refused, sentence(answer.problem, session.language))
    if isinstance(answer, Redemption):
        parts = bill.taken_off(answer, session.language)
        what = reduce(words.panel.joined, parts) if parts else ""
        return Done("good", words.result.redeemed, words.result.discount(what), answer.balance)
    if isinstance(answer, Exchanged):
        exchange, name = COUNTER.of(session.language).exchange, pick(session.language, answer.name_ja, answer.name_en)
        return Done("good", exchange.done, exchange.hand_over(name), answer.balance, -answer.points, exchange=answer.id)
    if isinstance(answer, SaleAnswer):
        return _granted(session, act.body.total if isinstance(act, Grant) else 0, answer)
    return _returned(session, answer)


def on_panel(session: Session, serving: Serving, answer: Answer, done: Done) -> Done:
    """The same to the member who is on the panel; at a till without a POS he stays there until the sale is recorded."""
    if isinstance(answer, Declined):
        return replace(done, after=replace(serving, busy=False, act=None, asking=None))
    free = replace(serving, busy=False, act=None, asking=None, points=0, vouchers=(), prize=None, proposal=None)
    if isinstance(answer, Exchanged):
        return replace(done, after=replace(free, panel=bill.exchanged(free.panel, answer)))
    if not isinstance(answer, Redemption):
        return done
    due, used, paid = bill.rest_of(free.due, answer), free.used_points + answer.points, free.used_yen + answer.points_value
    rest = replace(free, panel=bill.after(free.panel, answer), due=due, used_points=used, used_yen=paid)
    return replace(done, change=answer.balance - free.panel.balance, after=rest if session.manual else None)


def _granted(session: Session, total: int, answer: SaleAnswer) -> Done:
    words = STAFF.of(session.language).result
    title = words.granted(formats.points(answer.points)) if answer.points else words.granted_none
    said = words.granted_sentence(formats.yen(total)) if answer.points else words.granted_none_sentence
    return Done("good", title, said, answer.balance, answer.points)


def _returned(session: Session, sale: ReturnSale) -> Done:
    """What is to be handed back, and what has changed."""
    words, language = RETURNING.of(session.language), session.language
    said = words.refund(formats.yen(sale.money)) if sale.money else words.nothing_to_refund
    effect, rest = sale.effect, (words.rest,) if sale.state == "part" else ()
    if effect is None:
        return Done("good", words.done, said, facts=rest)
    facts = [f"{words.taken} {formats.signed(-effect.taken)}"] if effect.taken > 0 else []
    facts += [f"{words.given} {formats.signed(-effect.taken)}"] if effect.taken < 0 else []
    facts += [f"{words.restored} {formats.signed(effect.restored)}"] if effect.restored else []
    facts += [words.coupon(pick(language, one.name_ja, one.name_en)) for one in effect.coupons]
    facts += [words.owed(formats.points(effect.owed))] if effect.owed else []
    facts += [words.borne(formats.points(effect.borne))] if effect.borne else []
    facts += [words.repaid(formats.points(effect.repaid))] if effect.repaid else []
    change = effect.restored - effect.taken + effect.owed + effect.borne - effect.repaid
    return Done("good", words.done, said, effect.balance, change, facts=(*facts, *rest))
