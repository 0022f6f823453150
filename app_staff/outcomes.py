"""What came of an act, in words: from the server's answer to the result on the panel."""

from dataclasses import replace
from functools import reduce

from app_staff import bill
from app_staff.session import Done, Serving, Session
from shared.i18n import pick
from shared.i18n.counter import COUNTER
from shared.i18n.staff import STAFF
from shared.wire.goods import Exchanged
from shared.wire.visits import Redemption


def redeemed(session: Session, free: Serving, answer: Redemption) -> Done:
    """`free` is the panel with nothing chosen; at a till without a POS it stays until the sale is recorded."""
    words = STAFF.of(session.language)
    parts = bill.taken_off(answer, session.language)
    what = reduce(words.panel.joined, parts) if parts else ""
    change = answer.balance - free.panel.balance
    due, used, paid = bill.rest_of(free.due, answer), free.used_points + answer.points, free.used_yen + answer.points_value
    rest = replace(free, panel=bill.after(free.panel, answer), due=due, used_points=used, used_yen=paid)
    return Done("good", words.result.redeemed, words.result.discount(what), answer.balance, change, rest if session.manual else None)


def exchanged(session: Session, free: Serving, answer: Exchanged) -> Done:
    """What is to be handed over; the member stays on the panel."""
    words, language = COUNTER.of(session.language).exchange, session.language
    rest = replace(free, panel=bill.exchanged(free.panel, answer))
    said = words.hand_over(pick(language, answer.name_ja, answer.name_en))
    return Done("good", words.done, said, answer.balance, -answer.points, rest, answer.id)
