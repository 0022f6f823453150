from hypothesis import given
from hypothesis import strategies as st

from backend.ledger.rules import Lot, balance, dues, live, next_due, spend
from shared.clock import business_date

NOW = 1_800_000_000_000
instants = st.integers(NOW - 10**10, NOW + 10**11)


@st.composite
def lots(draw: st.DrawFn) -> list[Lot]:
    found: list[Lot] = []
    for n in range(draw(st.integers(0, 8))):
        points = draw(st.integers(1, 5000))
        confirm = draw(st.integers(NOW - 10**10, NOW + 10**9))
        found.append(Lot(str(n), "a", "t", None, points, draw(st.integers(0, points)), confirm, confirm, draw(instants)))
    return found


@given(lots(), st.integers(0, 20_000))
def test_spending_takes_what_expires_first_and_never_more_than_there_is(held: list[Lot], points: int) -> None:
    taken = spend(held, points, NOW)
    assert sum(take.points for take in taken) == min(points, balance(held, NOW))
    assert all(take.lot.left >= 0 and take.points > 0 for take in taken)
    order = [take.lot.expire_at for take in taken]
    assert order == sorted(order)
    before = {lot.id: lot for lot in held}
    assert all(before[take.lot.id].left == take.lot.left + take.points for take in taken)
    emptied = {take.lot.id for take in taken if not take.lot.left}
    untouched = [lot for lot in live(held, NOW) if lot.id not in {take.lot.id for take in taken}]
    if taken and untouched:
        assert len(emptied) >= len(taken) - 1
        assert min(lot.expire_at for lot in untouched) >= max(order)


@given(lots())
def test_every_expiry_is_shown_and_they_add_up(held: list[Lot]) -> None:
    found = dues(held, NOW)
    assert sum(due.points for due in found) == balance(held, NOW)
    assert next_due(held, NOW) == (found[0] if found else None)
    assert all(due.on >= business_date(NOW) for due in found)
