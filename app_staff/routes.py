"""Where one can be. The doors (enrolment, lock) are not places: they stand before every place."""

import flet as ft

from app_staff.screens.room import ManagersToday, Room
from app_staff.screens.scan import Scan

ROUTES = [
    ft.Route(
        component=Room,
        outlet=True,
        children=[ft.Route(index=True, component=Scan), ft.Route(path="today", component=ManagersToday)],
    ),
]
