"""Where one can be. The doors (enrolment, lock) are not places: they stand before every place."""

import flet as ft

from app_staff.screens.room import AdjustmentsPlace, CasesPlace, LogPlace, ScanPlace, TeamPlace, TodayPlace

ROUTES = [
    ft.Route(index=True, component=ScanPlace),
    ft.Route(path="today", component=TodayPlace),
    ft.Route(path="cases", component=CasesPlace),
    ft.Route(path="log", component=LogPlace),
    ft.Route(path="team", component=TeamPlace),
    ft.Route(path="adjustments", component=AdjustmentsPlace),
    ft.Route(path=":elsewhere*", component=ScanPlace),  # an address that is none is the till
]
