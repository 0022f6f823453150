from collections.abc import AsyncIterator
from datetime import date

import msgspec

from shared.client.base import Api, path_of
from shared.wire import coupons, events, goods, members, notices, questions, stamps, takeover, tickets, visits
from shared.wire.receipts import Receipt, ReceiptSearch, ReceiptsPage

Heard = events.AccountEvent | visits.Approval | notices.Unread
HEARD: dict[str, type[Heard]] = {"account": events.AccountEvent, "approval": visits.Approval, "notices": notices.Unread}


EVERY_RECEIPT = ReceiptSearch()


class MemberApi(Api):
    """What the member's app asks."""

    async def welcome(self, store: str) -> members.Welcome:
        return await self._ask("GET", path_of("welcome", store), members.Welcome)

    async def send_code(self, body: members.SendCode) -> members.CodeSent:
        return await self._ask("POST", "/v1/sign-in/codes", members.CodeSent, body)

    async def sign_in(self, body: members.SignIn) -> members.SignedIn:
        return await self._ask("POST", "/v1/sign-in", members.SignedIn, body)

    async def sign_out(self) -> None:
        return await self._ask("POST", "/v1/sign-out", type(None))

    async def profile(self) -> members.Profile:
        return await self._ask("GET", "/v1/me", members.Profile)

    async def change(self, body: members.ChangeProfile) -> None:
        return await self._ask("POST", "/v1/me", type(None), body)

    async def devices(self) -> tuple[members.MyDevice, ...]:
        return await self._ask("GET", "/v1/me/devices", tuple[members.MyDevice, ...])

    async def rename_device(self, device: str, name: str) -> None:
        return await self._ask("POST", path_of("me", "devices", device), type(None), members.RenameDevice(name=name))

    async def stop_device(self, device: str) -> None:
        """Its codes and sessions die at once."""
        return await self._ask("DELETE", path_of("me", "devices", device), type(None))

    async def freeze(self) -> None:
        return await self._ask("POST", "/v1/me/freeze", type(None))

    async def unfreeze(self, body: members.Confirmed) -> None:
        return await self._ask("POST", "/v1/me/unfreeze", type(None), body)

    async def ask_confirmation(self, body: members.AskConfirmation) -> members.CodeSent:
        return await self._ask("POST", "/v1/me/confirmations", members.CodeSent, body)

    async def consents(self) -> tuple[members.Consent, ...]:
        return await self._ask("GET", "/v1/me/consents", tuple[members.Consent, ...])

    async def consent(self, body: members.GiveConsent) -> tuple[members.Consent, ...]:
        return await self._ask("POST", "/v1/me/consents", tuple[members.Consent, ...], body)

    async def disclosure(self) -> bytes:
        """A ZIP with everything the shop keeps about the member."""
        return await self._file("/v1/me/disclosure", "POST")

    async def leave(self, body: members.Confirmed) -> None:
        return await self._ask("POST", "/v1/me/leave", type(None), body)

    async def card(self) -> members.Card:
        return await self._ask("GET", "/v1/me/card", members.Card)

    async def code(self) -> members.Code:
        """A fresh code for a web credential; a phone signs its own."""
        return await self._ask("POST", "/v1/me/codes", members.Code)

    async def points(self, before: str | None = None) -> members.PointsPage:
        return await self._ask("GET", "/v1/me/points", members.PointsPage, before=before)

    async def why(self, row: str) -> members.Why:
        return await self._ask("GET", path_of("me", "points", row), members.Why)

    async def receipts(self, search: ReceiptSearch = EVERY_RECEIPT, before: str | None = None) -> ReceiptsPage:
        asked = {name: str(value) for name, value in msgspec.structs.asdict(search).items() if value not in (None, "")}
        return await self._ask("GET", "/v1/me/receipts", ReceiptsPage, None, before=before, **asked)

    async def receipt(self, receipt: str) -> Receipt:
        return await self._ask("GET", path_of("me", "receipts", receipt), Receipt)

    async def receipt_pdf(self, receipt: str) -> bytes:
        return await self._file(path_of("me", "receipts", receipt, "pdf"))

    async def household_book(self, since: date, until: date) -> bytes:
        """家計簿 as CSV, both days included."""
        return await self._file("/v1/me/receipts.csv", since=since.isoformat(), until=until.isoformat())

    async def vouchers(self) -> tuple[coupons.Voucher, ...]:
        """All of them: usable, coming, used in the last 90 days."""
        return await self._ask("GET", "/v1/me/coupons", tuple[coupons.Voucher, ...])

    async def inbox(self, before: str | None = None) -> notices.NoticesPage:
        """Newest first, without what is muted."""
        return await self._ask("GET", "/v1/me/notices", notices.NoticesPage, before=before)

    async def notice(self, notice: str) -> notices.Notice:
        return await self._ask("GET", path_of("me", "notices", notice), notices.Notice)

    async def read_notice(self, notice: str) -> notices.Unread:
        return await self._ask("POST", path_of("me", "notices", notice, "read"), notices.Unread)

    async def read_all_notices(self) -> notices.Unread:
        return await self._ask("POST", "/v1/me/notices/read", notices.Unread)

    async def claim_coupon(self, notice: str) -> coupons.Voucher:
        """The coupon inside a notice, once."""
        return await self._ask("POST", path_of("me", "notices", notice, "coupon"), coupons.Voucher)

    async def mutes(self) -> notices.Mutes:
        return await self._ask("GET", "/v1/me/notice-mutes", notices.Mutes)

    async def mute(self, body: notices.Mute) -> notices.Mutes:
        return await self._ask("POST", "/v1/me/notice-mutes", notices.Mutes, body)

    async def own_fields(self) -> tuple[notices.OwnField, ...]:
        return await self._ask("GET", "/v1/me/fields", tuple[notices.OwnField, ...])

    async def save_own_field(self, body: notices.SaveOwnField) -> tuple[notices.OwnField, ...]:
        return await self._ask("POST", "/v1/me/fields", tuple[notices.OwnField, ...], body)

    async def remove_own_field(self, field: str) -> None:
        return await self._ask("DELETE", path_of("me", "fields", field), type(None))

    async def prizes(self) -> tuple[goods.Prize, ...]:
        """All that points can be exchanged for, the cheapest first."""
        return await self._ask("GET", "/v1/me/prizes", tuple[goods.Prize, ...])

    async def takeovers(self) -> tuple[takeover.MyTakeover, ...]:
        """Old cards, the newest first."""
        return await self._ask("GET", "/v1/me/takeovers", tuple[takeover.MyTakeover, ...])

    async def take_over(self, body: takeover.TakeOver) -> takeover.MyTakeover:
        return await self._ask("POST", "/v1/me/takeovers", takeover.MyTakeover, body)

    async def choose_coupon(self, voucher: str) -> tuple[coupons.Voucher, ...]:
        """For the next scan; answers all of them."""
        return await self._ask("POST", path_of("me", "coupons", voucher, "choice"), tuple[coupons.Voucher, ...])

    async def drop_coupon(self, voucher: str) -> tuple[coupons.Voucher, ...]:
        return await self._ask("DELETE", path_of("me", "coupons", voucher, "choice"), tuple[coupons.Voucher, ...])

    async def stamp_cards(self) -> tuple[stamps.MyStamps, ...]:
        return await self._ask("GET", "/v1/me/stamps", tuple[stamps.MyStamps, ...])

    async def tickets(self) -> tickets.Tickets:
        return await self._ask("GET", "/v1/me/tickets", tickets.Tickets)

    async def enter_word(self, body: coupons.ClaimCoupon) -> coupons.Voucher:
        """With a word that the shop has printed or said."""
        return await self._ask("POST", "/v1/me/coupons", coupons.Voucher, body)

    async def ask_about(self, row: str, text: str) -> questions.Question:
        """Of the history of points; the store answers."""
        return await self._ask("POST", path_of("me", "points", row, "question"), questions.Question, questions.AskQuestion(text=text))

    async def decide(self, approval: str, *, allow: bool) -> visits.Approval:
        return await self._ask("POST", path_of("me", "approvals", approval), visits.Approval, visits.Allow(allow=allow))

    def events(self, after: int) -> AsyncIterator[tuple[str, Heard]]:
        """Everything after this version, then what comes; between them what the till asks the member, now."""
        return self._events("/v1/me/events", HEARD, str(after))
