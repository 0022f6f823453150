"""Waiting for the member's word on the phone: a look each second until it is given, denied, or its minute is over."""

import asyncio
from collections.abc import Awaitable, Callable

from app_staff.desk import Declined, Desk, Spend, Swap, Unsure
from app_staff.session import Asking, Serving, Till
from shared.clock import Clock
from shared.wire.problems import Code

Asks = Spend | Swap
"""What may need the member's word."""
EACH = 1.0
LASTS = 60
"""Seconds, as on the server."""
GRACE = 3.0
"""What is given in the last second is still heard."""


def asked(answer: Declined, now: float) -> Asking | None:
    """What is waited for, when the refusal says that the member has to be asked. `now` is on the monotonic clock."""
    problem = answer.problem
    approval = problem.args.get("approval")
    if problem.code != Code.APPROVAL_NEEDED.slug or not isinstance(approval, str):
        return None
    return Asking(approval, now + LASTS)


class Words:
    """`again` sends the act once more; `unanswered` is told when nobody answered."""

    def __init__(
        self, till: Till, desk: Desk, clock: Clock, again: Callable[[Asks], Awaitable[None]], unanswered: Callable[[Serving], None]
    ) -> None:
        self._till = till
        self._desk = desk
        self._clock = clock
        self._again = again
        self._unanswered = unanswered

    async def wait(self, act: Asks, asking: Asking) -> None:
        """Ends without a word when the clerk has gone on to something else: an act that is not sent again changes nothing."""
        while True:
            await asyncio.sleep(EACH)
            if self._serving(act) is None:
                return
            answer = await self._desk.word(act.visit, asking.approval)
            serving = self._serving(act)
            if serving is None:
                return
            over = self._clock.monotonic() > asking.ends + GRACE
            if not isinstance(answer, (Declined, Unsure)) and answer.state in ("given", "denied"):
                await self._again(act)
                return
            if over or isinstance(answer, Declined) or (not isinstance(answer, Unsure) and answer.state == "expired"):
                self._unanswered(serving)
                return

    def _serving(self, act: Asks) -> Serving | None:
        step = self._till.step
        return step if isinstance(step, Serving) and step.act == act and step.asking is not None else None
