"""Where everything is. Whoever is not signed in finds the door at every address."""

import flet as ft

from app_member.parts.door import Members
from app_member.screens.account import AccountScreen
from app_member.screens.card import CardScreen
from app_member.screens.coupons import CouponsScreen
from app_member.screens.join import JoinScreen
from app_member.screens.notice import NoticeScreen
from app_member.screens.notices import NoticesScreen
from app_member.screens.points import PointsScreen
from app_member.screens.prizes import PrizesScreen
from app_member.screens.receipt import ReceiptScreen
from app_member.screens.receipts import ReceiptsScreen
from app_member.screens.takeover import TakeoverScreen
from app_member.screens.tickets import TicketsScreen

ROUTES = [
    ft.Route(path="join", component=JoinScreen),
    ft.Route(path="join/:store", component=JoinScreen),
    ft.Route(
        component=Members,
        outlet=True,
        children=[
            ft.Route(path="coupons", component=CouponsScreen),
            ft.Route(path="receipts", component=ReceiptsScreen, children=[ft.Route(path=":receipt", component=ReceiptScreen)]),
            ft.Route(path="notices", component=NoticesScreen, children=[ft.Route(path=":notice", component=NoticeScreen)]),
            ft.Route(
                path="/",
                component=CardScreen,
                children=[
                    ft.Route(path="account", component=AccountScreen),
                    ft.Route(path="prizes", component=PrizesScreen),
                    ft.Route(path="takeover", component=TakeoverScreen),
                    ft.Route(path="tickets", component=TicketsScreen),
                    ft.Route(path="points", component=PointsScreen),
                    ft.Route(path="points/:row", component=PointsScreen),
                ],
            ),
        ],
    ),
]
