"""Where one can be. The doors (enrolment, lock) are not places: they stand before every place."""

import flet as ft

from app_staff.screens.room import (
    AdjustmentsPlace,
    CasesPlace,
    CouponsPlace,
    DevicePlace,
    HoursPlace,
    ItemsPlace,
    KioskPlace,
    LogPlace,
    MembersPlace,
    OldCardsPlace,
    QueuePlace,
    SalesPlace,
    ScanPlace,
    SettingsPlace,
    TeamPlace,
    TodayPlace,
)

ROUTES = [
    ft.Route(index=True, component=ScanPlace),
    ft.Route(path="today", component=TodayPlace),
    ft.Route(path="sales", component=SalesPlace),
    ft.Route(path="items", component=ItemsPlace),
    ft.Route(path="hours", component=HoursPlace),
    ft.Route(path="coupons", component=CouponsPlace),
    ft.Route(path="cases", component=CasesPlace),
    ft.Route(path="log", component=LogPlace),
    ft.Route(path="members", component=MembersPlace),
    ft.Route(path="team", component=TeamPlace),
    ft.Route(path="adjustments", component=AdjustmentsPlace),
    ft.Route(path="kiosk", component=KioskPlace),
    ft.Route(path="device", component=DevicePlace),
    ft.Route(path="queue", component=QueuePlace),
    ft.Route(path="old-cards", component=OldCardsPlace),
    ft.Route(path="settings", component=SettingsPlace),
    ft.Route(path="settings/:section", component=SettingsPlace),
    ft.Route(path=":elsewhere*", component=ScanPlace),  # an address that is none is the till
]
