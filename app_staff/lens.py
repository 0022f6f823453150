"""What the boards look at: which stores, which days. One for all boards, so that a look goes on when the board changes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from shared.ui.observed import observed
from shared.wire.staff import Store
from shared.wire.stats import By

EACH = "|"
"""No store's id: every store, side by side."""
Preset = Literal["7", "30", "month", "year", "own"]
Beside = Literal["year", "before"]
DAILY, WEEKLY = 62, 200
"""Days up to which a range of one's own shows days, then weeks."""


@observed
@dataclass
class Lens:
    known: tuple[Store, ...] = ()
    """Those the person may see; empty until the server has been asked."""
    store: str = ""
    """A store's id; empty for all together, or EACH."""
    preset: Preset = "30"
    since: date | None = None
    until: date | None = None
    """Of a range of one's own."""
    step: By | Literal[""] = ""
    """As chosen; empty for what fits the range."""
    beside: Beside = "year"

    def range(self, today: date) -> tuple[date, date]:
        """Inclusive."""
        match self.preset:
            case "7":
                return today - timedelta(days=6), today
            case "30":
                return today - timedelta(days=29), today
            case "month":
                return today.replace(day=1), today
            case "year":
                return date(today.year - 1, today.month, 1), today
            case "own":
                return self.since or today, self.until or today

    def by(self, today: date) -> By:
        if self.step:
            return self.step
        since, until = self.range(today)
        days = (until - since).days + 1
        return "day" if days <= DAILY else "week" if days <= WEEKLY else "month"

    @property
    def stores(self) -> str | None:
        """As the server is asked."""
        return None if self.store in {"", EACH} else self.store

    def asked(self, today: date) -> dict[str, str | None]:
        """Stores and days, as every board asks for them."""
        since, until = self.range(today)
        return {"stores": self.stores, "since": since.isoformat(), "until": until.isoformat()}

    def choose(self, since: date, until: date) -> None:
        self.since, self.until, self.preset, self.step = min(since, until), max(since, until), "own", ""
