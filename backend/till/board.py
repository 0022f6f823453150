"""The manager's day, from the hours that the till keeps."""

from datetime import timedelta

from sqlalchemy import Connection

from backend.cases import repository as cases
from backend.receipts import repository as receipts
from backend.stats import repository as stats
from shared.clock import business_date, day_number, to_date, to_datetime, tokyo
from shared.wire.staff import Figure, LatestSale, Today

LATEST = 12


def today(connection: Connection, store: str, now: int) -> Today:
    """This day beside the same weekday a week before, up to the same time: of the hour that is running, the minutes' share."""
    day, here = business_date(now), tokyo(now)
    mine = stats.hours(connection, store, day)
    theirs = stats.hours(connection, store, day_number(here.date() - timedelta(days=7)))

    def figure(counter: str) -> Figure:
        before = sum([theirs[hour][counter] for hour in range(here.hour)]) + theirs[here.hour][counter] * here.minute // 60
        return Figure(now=sum([hour[counter] for hour in mine]), before=before)

    return Today(
        store=store,
        business_date=to_date(day),
        sales=figure("sales"),
        receipts=figure("receipts"),
        visits=figure("visits"),
        member_sales=figure("member_sales"),
        points_granted=figure("points_granted"),
        points_used=figure("points_used"),
        coupons_used=figure("coupons_used"),
        joined=figure("joined"),
        hours=tuple(hour["sales"] for hour in mine),
        latest=tuple(
            LatestSale(
                at=to_datetime(at),
                total=total,
                kind="return" if kind == "return" else "sale",
                member=member is not None,
                points=points or 0,
            )
            for at, total, kind, points, member in receipts.latest(connection, store, day, LATEST)
        ),
        open_cases=cases.open_count(connection, store),
        server_now=to_datetime(now),
    )
