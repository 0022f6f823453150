"""`verify` finds whatever is bent by hand and names it; of a shop in which all sorts of things happened it says nothing."""
# ruff: noqa: S608 - the statements bend our own tables on purpose

from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, text

from backend.db.engine import Database
from backend.ledger import verify as ledger
from backend.ledger.verify import SHOWN, Finding
from backend.till import verify as till
from backend.till.verify import verify, verify_all
from shared.clock import DAY
from tools.bench.small import GIFT, Small

GRANT = "(SELECT id FROM transactions WHERE kind = 'grant' ORDER BY id LIMIT 1)"
LOT = '(SELECT id FROM lots WHERE "left" > 1 ORDER BY id LIMIT 1)'
RETURNS = "sale_id IN (SELECT id FROM sales WHERE kind = 'return')"
NOBODY = "'0192f0c4-1b6e-7c7a-9f5e-0000000000aa'"
CARD = (
    "INSERT INTO stamp_cards (id, name_ja, name_en, size, basis, once_a_day, starts_on, ends_on, coupon_id, created_at) "
    f"VALUES ('card', 'a', 'a', 3, 'visit', false, 20260101, 20991231, '{GIFT}', 0)"
)
STAMPS = "INSERT INTO stamps (id, card_id, member_id, kind, n, day, sale_id, at) SELECT id, 'card', id, '{kind}', {n}, 20261130, {sale}, 0 FROM members"
_MOVE = "INSERT INTO ticket_moves (act_id, book_id, member_id, kind, n, day, store_id, at) SELECT {act}, id, id, '{kind}', {n}, 20261130, 'x', 0 FROM members"
BOOK = [
    """INSERT INTO ticket_offers (id, name_ja, name_en, goods_ja, goods_en, tickets, price, months, stores, created_at)
        VALUES ('book', 'a', 'a', 'a', 'a', 11, 1000, 6, '[]', 0)""",
    """INSERT INTO ticket_books (id, offer_id, member_id, store_id, tickets, unused, price, receipt, sold_at, ends_on)
        SELECT id, 'book', id, 'x', 11, 9, 1000, '1', 0, 20261130 FROM members""",
    _MOVE.format(act="id", kind="sold", n=11),
    _MOVE.format(act=NOBODY, kind="used", n=-2),
]
"""Books of which two tickets are used: nothing is wrong with them."""
BENT: dict[str, Sequence[str]] = {
    "I1 a transaction's postings do not sum to 0": [f"UPDATE postings SET amount = amount + 1 WHERE n = 1 AND tx_id = {GRANT}"],
    "I1 an account's cached balance is not the sum of its postings": ["UPDATE accounts SET balance = balance + 1 WHERE kind = 'points'"],
    "I1 a lot's rest is not the sum of its postings": [f'UPDATE lots SET "left" = "left" - 1 WHERE id = {LOT}'],
    "I1 an account's balance is not the rest of its lots": [
        f"UPDATE lots SET account_id = (SELECT id FROM accounts WHERE kind = 'debt' ORDER BY id LIMIT 1) WHERE id = {LOT}"
    ],
    "I1 a transaction says other points than its postings": [f"UPDATE transactions SET points = points + 1 WHERE id = {GRANT}"],
    "I1 a transaction is not what its derivation computes": [
        "UPDATE transactions SET why = replace(why, '\"points\":', '\"points\":1') WHERE kind = 'grant'"
    ],
    "I4 a negative balance": ["UPDATE accounts SET balance = -1 WHERE kind = 'points'"],
    "I4 a lot outside its bounds": ['UPDATE lots SET "left" = points + 1'],
    "an account's events have a gap": ["DELETE FROM outbox WHERE version = 1"],
    "I2 an accepted sale without its row": ["UPDATE operations SET op_id = op_id || 'x' WHERE kind = 'sale'"],
    "I2 a sale without its operation": ["UPDATE operations SET accepted = false WHERE kind = 'sale'"],
    "I2 a transaction without its operation": ["DELETE FROM operations WHERE kind = 'redeem'"],
    "I2 an act names a transaction that is not there": [f"UPDATE redemptions SET tx_id = {NOBODY}"],
    "I2 a committed redemption of points without its transaction": ["UPDATE redemptions SET tx_id = NULL"],
    "I2 a sale granted twice": [f"UPDATE transactions SET sale_id = {NOBODY} WHERE kind = 'grant'"],
    "I2 a sale or a visit stamped twice": [CARD, STAMPS.format(kind="stamp", n=1, sale=NOBODY)],
    "I3 a coupon's counter is not its used vouchers": ["UPDATE coupons SET used = used + 1"],
    "I3 a coupon used beyond its limit without a case": ["UPDATE coupons SET total_limit = used - 1"],
    "I3 a coupon used beyond a member's limit without a case": ["UPDATE coupons SET per_member = 0"],
    "I3 a voucher of a stamp card without its stamps": ["UPDATE coupons SET way = 'stamps'"],
    "I3 a full card without its voucher": [CARD, STAMPS.format(kind="back", n=3, sale="NULL")],
    "I3 what is left of a ticket book is not what its tickets say": [*BOOK, "UPDATE ticket_books SET unused = unused + 1"],
    "I3 a ticket book that was not sold once": [*BOOK, "UPDATE ticket_moves SET kind = 'back' WHERE kind = 'sold'"],
    "I3 tickets given back that were not used": [*BOOK, "UPDATE ticket_moves SET kind = 'back' WHERE kind = 'used'"],
    "I9 a ticket was used after its last day": [*BOOK, "UPDATE ticket_books SET ends_on = 20261129"],
    "a stamp card's counters are not its stamps": [CARD, "UPDATE stamp_cards SET given = 1"],
    "I8 more returned than sold": ["UPDATE sales SET total = total * 10 WHERE kind = 'return'"],
    "I8 more of the lines returned than sold": [f"UPDATE sale_lines SET amount = amount * 100 WHERE {RETURNS}"],
    "I8 more pieces returned than sold of what cost nothing": [
        "UPDATE sales SET total = 0",
        "UPDATE sale_lines SET amount = 0",
        f"UPDATE sale_lines SET quantity_milli = quantity_milli * 100 WHERE {RETURNS}",
    ],
    "I8 a return of no sale": ["UPDATE sales SET original_id = id WHERE kind = 'return'"],
    "I8 a sale that is gone keeps points, or lost more than it gave": [f"UPDATE receipts SET points = 0 WHERE {RETURNS}"],
    "I8 what returns left of a sale is not what its derivation computes": [f"UPDATE receipts SET points = points + 1 WHERE {RETURNS}"],
    "I9 a grant's rules are not those of its time": [
        "UPDATE transactions SET why = replace(why, '\"version\":1', '\"version\":2') WHERE kind = 'grant'"
    ],
    "I9 a return's rules are not those of its sale": [
        "UPDATE transactions SET why = replace(why, '\"version\":1', '\"version\":2') WHERE kind = 'reverse'"
    ],
    "I9 a lot was spent after its last day": ["UPDATE lots SET expire_at = 0"],
    "I9 a sale's time is not believed as it has to be, or that is not said": ["UPDATE sales SET effective_at = effective_at - 1"],
    "I9 a day of sales is not the day of its time": ["UPDATE sales SET business_date = business_date + 1 WHERE kind = 'return'"],
    "I9 a day of transactions is not the day of its time": ["UPDATE transactions SET business_date = 20261399 WHERE kind = 'redeem'"],
    "a redemption's points are not its transaction's": ["UPDATE redemptions SET points = points + 1"],
    "a member's month is not the sum of his receipts": ["UPDATE member_month SET amount = amount + 1"],
    "a store's hours are not the sum of its sales": ["UPDATE store_hour SET sales = sales + 1"],
}


class Undone(Exception):  # noqa: N818 - it carries what was found out of a transaction that is not to stand
    def __init__(self, found: list[str]) -> None:
        self.found = found


async def found_after(database: Database, statements: Sequence[str]) -> list[str]:
    """What `verify` says of a database that was bent, which then is as before."""
    lite = database.dialect == "sqlite"

    def bend(connection: Connection) -> None:
        for each in ("accounts_balance_ck", "lots_left_ck"):
            if not lite:
                connection.execute(text(f"ALTER TABLE {each.split('_')[0]} DROP CONSTRAINT {each}"))
        if lite:
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        try:
            for each in statements:
                connection.exec_driver_sql(each)
            raise Undone(verify(connection))
        finally:
            if lite:
                connection.execute(text("PRAGMA ignore_check_constraints = OFF"))

    with pytest.raises(Undone) as caught:
        await database.transact(bend)
    return caught.value.found


async def test_whatever_is_bent_is_found_and_named(database: Database) -> None:
    await Small(60).make(database)
    assert await database.read(verify) == []
    missed = {name for name, bent in BENT.items() if not any(each.startswith(f"{name}: ") for each in await found_after(database, bent))}
    assert missed == set()
    assert await database.read(verify) == []


def test_every_check_is_bent_above() -> None:
    assert (ledger.CHECKS.keys() | till.CHECKS.keys()) - BENT.keys() == set()


@pytest.mark.parametrize(
    "bent",
    [
        "UPDATE sales SET notes = 'clock'",  # said of a time that was believed
        f"UPDATE sales SET occurred_at = occurred_at - {8 * DAY}, effective_at = recorded_at - 1, notes = 'clock'",  # not the time of receipt, whatever is said
        f"UPDATE sales SET occurred_at = occurred_at - {8 * DAY}, effective_at = recorded_at",  # the time of receipt, and not said
        "UPDATE sales SET effective_at = effective_at - 1, notes = 'amended'",  # amended, of no revision before it
    ],
)
async def test_a_time_is_believed_and_said_as_it_has_to_be(database: Database, bent: str) -> None:
    await Small(5).make(database)
    found = await found_after(database, [bent])
    assert any(each.startswith("I9 a sale's time is not believed as it has to be, or that is not said: ") for each in found)


async def test_it_names_the_rows(database: Database) -> None:
    small = Small(60)
    await small.make(database)
    (said,) = await found_after(database, [f"UPDATE coupons SET used = used + 1 WHERE id = '{GIFT}'"])
    assert said == f"I3 a coupon's counter is not its used vouchers: {GIFT}"
    (said,) = await found_after(database, ["UPDATE member_month SET amount = amount + 1"])
    assert said.endswith(f" and {60 - SHOWN} more")
    assert len([who for who in small.people if who in said]) == SHOWN


async def test_a_sample_is_spread_over_the_history(database: Database) -> None:
    await Small(60).make(database)
    told: list[tuple[str, int, int]] = []

    def hear(what: str, done: int, of: int) -> None:
        told.append((what, done, of))

    for sample in (None, 20, 1):
        assert await verify_all(database, hear, sample) == []
    looked = [done for what, done, of in told if what.startswith("derivations") and done == of]
    assert looked == [62, 20, 1]
    assert {(done, of) for what, done, of in told if what == "I1 a lot's rest is not the sum of its postings"} == {(3, len(BENT) - 6)}


async def test_it_plans_for_whole_tables(postgres_url: str) -> None:
    """What is read through a cursor is read to its end: hashes, not a lookup for each row. Nobody else's plans are touched."""
    database = Database.open(postgres_url)

    def asked(connection: Connection) -> str:
        return connection.exec_driver_sql("SHOW cursor_tuple_fraction").scalar_one()

    assert await database.read(lambda connection: (verify(connection), asked(connection))) == ([], "1")
    assert await database.read(asked) == "0.1"
    await database.close()


def test_nothing_wrong_is_nothing_said() -> None:
    assert Finding("x").said() == []
