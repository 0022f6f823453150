from shared.client.base import path_of
from shared.client.boards import BoardsApi
from shared.wire import audit, brand, checkin, coupons, goods, members, notes, notices, office, staff, stamps, takeover, tickets, trying
from shared.wire import rules as rule_wire


class ManagerApi(BoardsApi):
    """Setting up a shop. `set_up` comes first and needs no bearer, only the token that the server printed."""

    async def set_up(self, body: staff.Setup) -> staff.SetUp:
        return await self._ask("POST", "/v1/setup", staff.SetUp, body)

    async def add_store(self, body: staff.NewStore) -> staff.Store:
        return await self._ask("POST", "/v1/stores", staff.Store, body)

    async def add_staff(self, body: staff.NewStaff) -> staff.StaffAdded:
        return await self._ask("POST", "/v1/staff", staff.StaffAdded, body)

    async def set_password(self, body: office.SetPassword) -> office.Authenticator:
        return await self._ask("POST", "/v1/office/password", office.Authenticator, body)

    async def confirm_password(self, body: office.ConfirmPassword) -> office.RecoveryCodes:
        return await self._ask("POST", "/v1/office/password/confirm", office.RecoveryCodes, body)

    async def office_sign_in(self, body: office.OfficeSignIn) -> office.OfficeSignedIn:
        return await self._ask("POST", "/v1/office/sign-in", office.OfficeSignedIn, body)

    async def staff_list(self, store: str) -> tuple[staff.Colleague, ...]:
        return await self._ask("GET", path_of("stores", store, "staff"), tuple[staff.Colleague, ...])

    async def change_role(self, person: str, body: staff.ChangeRole) -> None:
        return await self._ask("POST", path_of("staff", person, "role"), type(None), body)

    async def leave(self, person: str) -> None:
        """The person has left the shop."""
        return await self._ask("POST", path_of("staff", person, "leave"), type(None))

    async def reset_pin(self, person: str) -> staff.TemporaryPin:
        return await self._ask("POST", path_of("staff", person, "pin"), staff.TemporaryPin)

    async def link_card(self, person: str, body: staff.LinkCard) -> None:
        return await self._ask("POST", path_of("staff", person, "card"), type(None), body)

    async def devices(self, store: str) -> tuple[staff.DeviceRow, ...]:
        return await self._ask("GET", path_of("stores", store, "devices"), tuple[staff.DeviceRow, ...])

    async def rename_device(self, device: str, body: staff.Rename) -> None:
        return await self._ask("POST", path_of("devices", device, "name"), type(None), body)

    async def revoke_device(self, device: str) -> None:
        return await self._ask("POST", path_of("devices", device, "revoke"), type(None))

    async def add_picture(self, content: bytes) -> brand.Picture:
        """A PNG, JPEG or WebP of at most 1 MiB; Refused `picture-unreadable`."""
        return await self._ask("POST", "/v1/media", brand.Picture, content)

    async def change_brand(self, body: brand.ChangeBrand) -> brand.Brand:
        return await self._ask("POST", "/v1/brand", brand.Brand, body)

    async def switch_module(self, body: brand.SwitchModule) -> brand.Brand:
        return await self._ask("POST", "/v1/brand/modules", brand.Brand, body)

    async def publish(self, body: notices.NewNotice) -> notices.Published:
        """At once, to all members."""
        return await self._ask("POST", "/v1/notices", notices.Published, body)

    async def published(self, before: str | None = None) -> notices.PublishedPage:
        return await self._ask("GET", "/v1/notices", notices.PublishedPage, before=before)

    async def withdraw_notice(self, notice: str) -> None:
        return await self._ask("DELETE", path_of("notices", notice), type(None))

    async def rules(self) -> rule_wire.Rules:
        return await self._ask("GET", "/v1/rules", rule_wire.Rules)

    async def set_rules(self, body: rule_wire.SetRules) -> rule_wire.Rules:
        """Refused `rules-…`, each with what to mend."""
        return await self._ask("POST", "/v1/rules", rule_wire.Rules, body)

    async def rule_versions(self) -> tuple[trying.RuleVersion, ...]:
        """The newest first."""
        return await self._ask("GET", "/v1/rules/versions", tuple[trying.RuleVersion, ...])

    async def try_rules(self, body: trying.TryRules) -> trying.Tried:
        """Refused as `set_rules`."""
        return await self._ask("POST", "/v1/rules/preview", trying.Tried, body)

    async def set_standing(self, member: str, body: rule_wire.SetStanding) -> members.RankView:
        """A rank until a day, or a rate of one's own."""
        return await self._ask("POST", path_of("boards", "members", member, "standing"), members.RankView, body)

    async def add_coupon(self, body: coupons.NewCoupon) -> coupons.Coupon:
        return await self._ask("POST", "/v1/coupons", coupons.Coupon, body)

    async def end_coupon(self, coupon: str) -> coupons.Coupon:
        """At once."""
        return await self._ask("POST", path_of("coupons", coupon, "end"), coupons.Coupon)

    async def coupon_list(self) -> tuple[coupons.Coupon, ...]:
        return await self._ask("GET", "/v1/coupons", tuple[coupons.Coupon, ...])

    async def add_stamp_card(self, body: stamps.NewStampCard) -> stamps.StampCard:
        return await self._ask("POST", "/v1/stamp-cards", stamps.StampCard, body)

    async def switch_stamp_card(self, card: str, body: stamps.SwitchStampCard) -> stamps.StampCard:
        return await self._ask("POST", path_of("stamp-cards", card, "state"), stamps.StampCard, body)

    async def stamp_cards(self) -> tuple[stamps.StampCard, ...]:
        return await self._ask("GET", "/v1/stamp-cards", tuple[stamps.StampCard, ...])

    async def add_ticket_offer(self, body: tickets.NewTicketOffer) -> tickets.TicketOffer:
        return await self._ask("POST", "/v1/ticket-offers", tickets.TicketOffer, body)

    async def switch_ticket_offer(self, offer: str, body: tickets.SwitchTicketOffer) -> tickets.TicketOffer:
        return await self._ask("POST", path_of("ticket-offers", offer, "state"), tickets.TicketOffer, body)

    async def ticket_offers(self) -> tickets.TicketOffers:
        return await self._ask("GET", "/v1/ticket-offers", tickets.TicketOffers)

    async def issue(self, body: coupons.IssueVoucher) -> coupons.Voucher:
        return await self._ask("POST", "/v1/vouchers", coupons.Voucher, body)

    async def add_connector(self, body: staff.NewConnector) -> staff.Connector:
        return await self._ask("POST", "/v1/connectors", staff.Connector, body)

    async def connectors(self, store: str) -> tuple[staff.ConnectorRow, ...]:
        return await self._ask("GET", path_of("stores", store, "connectors"), tuple[staff.ConnectorRow, ...])

    async def add_connector_key(self, connector: str, body: staff.NewConnectorKey) -> staff.Connector:
        """A further key, beside those that are live."""
        return await self._ask("POST", path_of("connectors", connector, "keys"), staff.Connector, body)

    async def revoke_connector_key(self, connector: str, key: str) -> None:
        return await self._ask("DELETE", path_of("connectors", connector, "keys", key), type(None))

    async def enrolment(self, body: staff.NewEnrolment) -> staff.Enrolment:
        return await self._ask("POST", "/v1/enrolments", staff.Enrolment, body)

    async def store(self, store: str) -> staff.Store:
        return await self._ask("GET", path_of("stores", store), staff.Store)

    async def poster(self, store: str, address: str) -> bytes:
        """PDF; `address` is where customers open the card."""
        return await self._file(path_of("stores", store, "poster"), address=address)

    async def cases(self, store: str, *, closed: bool = False, kind: str | None = None, before: str | None = None) -> audit.CasesPage:
        state = "closed" if closed else None
        return await self._ask("GET", path_of("stores", store, "cases"), audit.CasesPage, state=state, kind=kind, before=before)

    async def case(self, case: str) -> audit.Case:
        return await self._ask("GET", path_of("cases", case), audit.Case)

    async def close_case(self, case: str, body: audit.CloseCase) -> audit.Case:
        return await self._ask("POST", path_of("cases", case, "close"), audit.Case, body)

    async def log(
        self,
        store: str,
        *,
        action: str | None = None,
        staff: str | None = None,
        since: str | None = None,
        until: str | None = None,
        before: str | None = None,
        whole: bool = False,
    ) -> audit.EntriesPage:
        """Who did what; days as 2026-11-30. `whole`: what concerns no single store."""
        path, all_ = path_of("stores", store, "audit"), "1" if whole else None
        return await self._ask(
            "GET", path, audit.EntriesPage, action=action, staff=staff, since=since, until=until, before=before, whole=all_
        )

    async def goods_page(self, search: str = "", after: str | None = None) -> goods.GoodsPage:
        return await self._ask("GET", "/v1/goods", goods.GoodsPage, q=search or None, after=after)

    async def save_good(self, body: goods.SaveGood) -> goods.Good:
        return await self._ask("POST", "/v1/goods", goods.Good, body)

    async def shop_fields(self) -> tuple[notes.ShopField, ...]:
        return await self._ask("GET", "/v1/shop-fields", tuple[notes.ShopField, ...])

    async def save_field(self, body: notes.SaveField) -> tuple[notes.ShopField, ...]:
        return await self._ask("POST", "/v1/shop-fields", tuple[notes.ShopField, ...], body)

    async def end_field(self, field: str) -> None:
        return await self._ask("DELETE", path_of("shop-fields", field), type(None))

    async def load_legacy_cards(self, content: bytes) -> takeover.Imported:
        """A CSV of number, points, name, last day: all of it, or nothing."""
        return await self._ask("POST", "/v1/legacy-cards", takeover.Imported, content)

    async def legacy_state(self) -> takeover.LegacyState:
        return await self._ask("GET", "/v1/legacy-cards", takeover.LegacyState)

    async def visit_points(self) -> checkin.VisitPoints:
        return await self._ask("GET", "/v1/visit-points", checkin.VisitPoints)

    async def set_visit_points(self, body: checkin.SetVisitPoints) -> checkin.VisitPoints:
        """Refused `gift-too-large` above what the law allows."""
        return await self._ask("POST", "/v1/visit-points", checkin.VisitPoints, body)

    async def surveys(self) -> tuple[checkin.Survey, ...]:
        return await self._ask("GET", "/v1/surveys", tuple[checkin.Survey, ...])

    async def save_survey(self, body: checkin.SaveSurvey) -> checkin.Survey:
        return await self._ask("POST", "/v1/surveys", checkin.Survey, body)

    async def survey_results(self, survey: str) -> checkin.SurveyResults:
        return await self._ask("GET", path_of("surveys", survey, "results"), checkin.SurveyResults)
