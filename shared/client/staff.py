from collections.abc import AsyncIterator

from shared.client.base import Api, path_of
from shared.wire import adjustments, audit, checkin, coupons, events, goods, notes, returns, sales, staff, takeover, tickets, visits


class StaffApi(Api):
    """What the tablet asks: first as a device, after the PIN as a person at that device."""

    async def enrol(self, token: str) -> staff.Enrolled:
        return await self._ask("POST", "/v1/devices", staff.Enrolled, staff.EnrolDevice(token=token))

    async def desk(self) -> staff.Desk:
        return await self._ask("GET", "/v1/desk", staff.Desk)

    async def unlock(self, body: staff.Unlock) -> staff.Unlocked:
        return await self._ask("POST", "/v1/unlock", staff.Unlocked, body)

    async def witness(self, body: audit.Witness) -> audit.AuditHead:
        """Shows the kept head of the log and gets the newest; Refused `audit-broken` when the log was bent."""
        return await self._ask("POST", "/v1/audit/witness", audit.AuditHead, body)

    async def lock(self) -> None:
        return await self._ask("POST", "/v1/lock", type(None))

    async def open_visit(self, body: visits.OpenVisit) -> visits.Panel:
        return await self._ask("POST", "/v1/visits", visits.Panel, body)

    async def panel(self, visit: str) -> visits.Panel:
        return await self._ask("GET", path_of("visits", visit), visits.Panel)

    async def close_visit(self, visit: str) -> None:
        return await self._ask("POST", path_of("visits", visit, "close"), type(None))

    async def redeem(self, visit: str, body: visits.Redeem) -> visits.Redemption:
        return await self._ask("POST", path_of("visits", visit, "redemptions"), visits.Redemption, body)

    async def add_coupon_by_word(self, visit: str, body: coupons.ClaimCoupon) -> coupons.Voucher:
        return await self._ask("POST", path_of("visits", visit, "coupons"), coupons.Voucher, body)

    async def propose(self, visit: str, body: coupons.AskProposal) -> coupons.Proposal:
        """Which coupons to use for this bill."""
        return await self._ask("POST", path_of("visits", visit, "proposal"), coupons.Proposal, body)

    async def approval(self, visit: str, approval: str) -> visits.Approval:
        return await self._ask("GET", path_of("visits", visit, "approvals", approval), visits.Approval)

    async def exchange(self, visit: str, body: goods.Exchange) -> goods.Exchanged:
        return await self._ask("POST", path_of("visits", visit, "exchanges"), goods.Exchanged, body)

    async def exchange_mistaken(self, exchange: str, body: goods.Mistaken) -> None:
        """A case for the manager; nothing is undone by it."""
        return await self._ask("POST", path_of("exchanges", exchange, "mistaken"), type(None), body)

    async def write_note(self, visit: str, body: notes.WriteNote) -> None:
        return await self._ask("POST", path_of("visits", visit, "notes"), type(None), body)

    async def remove_note(self, visit: str, note: str) -> None:
        return await self._ask("DELETE", path_of("visits", visit, "notes", note), type(None))

    async def note_detail(self, visit: str, field: str, body: notes.NoteDetail) -> None:
        return await self._ask("POST", path_of("visits", visit, "details", field), type(None), body)

    async def takeovers(self) -> tuple[takeover.TakeoverRow, ...]:
        """Old cards that wait for somebody who has seen them."""
        return await self._ask("GET", "/v1/takeovers", tuple[takeover.TakeoverRow, ...])

    async def confirm_takeover(self, takeover_id: str, body: takeover.ConfirmTakeover) -> takeover.TakenOver:
        return await self._ask("POST", path_of("takeovers", takeover_id, "confirm"), takeover.TakenOver, body)

    async def refuse_takeover(self, takeover_id: str, body: takeover.RefuseTakeover) -> None:
        return await self._ask("POST", path_of("takeovers", takeover_id, "refuse"), type(None), body)

    async def sale(self, body: sales.Sale) -> sales.SaleAnswer:
        """金額入力: a sale that the clerk types."""
        return await self._ask("POST", "/v1/sales", sales.SaleAnswer, body)

    async def sales_of_number(self, number: str) -> tuple[returns.ReturnRow, ...]:
        """Sales of this store with this number on their receipt."""
        return await self._ask("GET", "/v1/returns", tuple[returns.ReturnRow, ...], number=number)

    async def return_sale(self, sale: str) -> returns.ReturnSale:
        """A sale of this store and what its return would change, or has."""
        return await self._ask("GET", path_of("returns", sale), returns.ReturnSale)

    async def ask_return(self, sale: str, body: returns.AskReturn) -> returns.ReturnSale:
        """What the return of these lines would change."""
        return await self._ask("POST", path_of("returns", sale, "preview"), returns.ReturnSale, body)

    async def take_return(self, sale: str, body: returns.TakeReturn) -> returns.ReturnSale:
        return await self._ask("POST", path_of("returns", sale), returns.ReturnSale, body)

    async def sell_tickets(self, visit: str, body: tickets.SellTickets) -> tickets.TicketsDone:
        return await self._ask("POST", path_of("visits", visit, "ticket-books"), tickets.TicketsDone, body)

    async def use_tickets(self, visit: str, body: tickets.UseTickets) -> tickets.TicketsDone:
        return await self._ask("POST", path_of("visits", visit, "tickets"), tickets.TicketsDone, body)

    async def refund_tickets(self, visit: str, book: str, body: tickets.RefundTickets) -> tickets.TicketsDone:
        return await self._ask("POST", path_of("visits", visit, "ticket-books", book, "refund"), tickets.TicketsDone, body)

    async def undo_tickets(self, act: str, body: tickets.UndoTickets) -> tickets.TicketsDone:
        return await self._ask("POST", path_of("tickets", act, "undo"), tickets.TicketsDone, body)

    async def adjust(self, visit: str, body: adjustments.Adjust) -> adjustments.Adjustment:
        return await self._ask("POST", path_of("visits", visit, "adjustments"), adjustments.Adjustment, body)

    async def adjustment_list(self, store: str) -> tuple[adjustments.AdjustmentRow, ...]:
        return await self._ask("GET", path_of("stores", store, "adjustments"), tuple[adjustments.AdjustmentRow, ...])

    async def decide(self, adjustment: str, body: adjustments.Decide) -> adjustments.Adjustment:
        return await self._ask("POST", path_of("adjustments", adjustment), adjustments.Adjustment, body)

    async def start_kiosk(self, body: checkin.StartKiosk) -> None:
        """Turns this tablet to the customers; the session ends. It is unlocked as ever."""
        return await self._ask("POST", "/v1/kiosk", type(None), body)

    async def kiosk(self) -> checkin.Offered:
        """As a tablet that faces the customer, as all that follows."""
        return await self._ask("GET", "/v1/kiosk", checkin.Offered)

    async def check_in(self, body: checkin.CheckIn) -> checkin.Arrival:
        return await self._ask("POST", "/v1/checkins", checkin.Arrival, body)

    async def answer_survey(self, arrival: str, body: checkin.AnswerSurvey) -> checkin.Thanked:
        return await self._ask("POST", path_of("checkins", arrival, "answers"), checkin.Thanked, body)

    async def today(self, store: str) -> staff.Today:
        return await self._ask("GET", path_of("stores", store, "today"), staff.Today)

    def hints(self, store: str) -> AsyncIterator[tuple[str, events.StoreHint]]:
        return self._events(path_of("stores", store, "events"), {"hint": events.StoreHint}, None)
