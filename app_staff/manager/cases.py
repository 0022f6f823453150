"""要確認: what waits for a person on the left, what is known and the decision on the right; one below the other where it is narrow."""

from collections.abc import Callable

import flet as ft

from app_staff.manager.case import CaseDetail
from app_staff.manager.loading import Loading
from app_staff.session import Session
from app_staff.tools import use_session, use_tools
from shared.i18n import Language, formats
from shared.i18n.common import COMMON
from shared.i18n.oversight import OVERSIGHT
from shared.i18n.oversight import Cases as Words
from shared.ui import abreast, controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.audit import Case, CasesPage

WIDE, ROOMY = 1000, 500
"""Of text of the usual size: the list and a case beside each other; when and whom on one line."""
ICONS = {
    "frequent": ft.Icons.REPEAT,
    "one_clerk": ft.Icons.SUPERVISOR_ACCOUNT_OUTLINED,
    "returns": ft.Icons.ASSIGNMENT_RETURN_OUTLINED,
    "below_cap": ft.Icons.VERTICAL_ALIGN_TOP,
    "spent_at_once": ft.Icons.BOLT,
    "new_accounts": ft.Icons.GROUP_ADD_OUTLINED,
    "audit_broken": ft.Icons.GPP_BAD_OUTLINED,
    "coupon_limit": ft.Icons.LOCAL_ACTIVITY_OUTLINED,
    "parked_return": ft.Icons.ASSIGNMENT_RETURN_OUTLINED,
}


@ft.component
def Cases() -> ft.Control:
    tools, session = use_tools(), use_session()
    words = OVERSIGHT.of(session.language).cases
    loading, _ = use_state(Loading[CasesPage])
    closed, set_closed = use_state(initial=False)
    chosen, choose = use_state("")
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)

    async def load() -> None:
        await loading.ask(lambda: tools.door.api.cases(_store(session), closed=closed))

    def picked(case: str) -> None:
        tools.door.touch()
        choose(case)

    def switched(value: str) -> None:
        tools.door.touch()
        choose("")
        set_closed(value == "closed")

    def decided() -> None:
        tools.guard.toast(words.done, good=True)
        choose("")
        tools.guard.spawn(load)

    ft.use_effect(tools.guard(load), dependencies=[closed])
    rows = loading.found.rows if loading.found else ()
    found = next((case for case in rows if case.id == chosen), None)
    tabs = abreast.tabs(
        [("waiting", words.waiting), ("closed", words.closed)], "closed" if closed else "waiting", tools.guard(switched), key="cases"
    )
    roomy, retry = session.room >= ROOMY, tools.guard(load)
    body = _list(loading, session.language, words, closed=closed, roomy=roomy, chosen=chosen, pick=tools.guard(picked), retry=retry)
    listed = ft.Column([tabs, body], spacing=12, scroll=ft.ScrollMode.AUTO, expand=True)
    wide = session.room >= WIDE
    back = controls.quiet_button(COMMON.of(session.language).back, tools.guard(lambda: picked("")), key="back", icon=ft.Icons.ARROW_BACK)
    nothing = controls.card(states.empty(ft.Icons.FACT_CHECK_OUTLINED, words.pick, key="pick"))
    alone = found is not None and not wide
    head = ft.Row([back] if alone else [theme.text(words.title, size=28, bold=True, expand=True)])
    both = [  # at any width the same places in the tree: a turned tablet keeps what is written
        ft.Container(
            None if alone else listed, key="list", visible=not alone, width=420 if wide and rows else None, expand=not wide or not rows
        ),
        ft.Container(_detail(found, decided) if found else nothing, key="detail", visible=alone or (wide and bool(rows)), expand=True),
    ]
    pair = ft.Row([*both], spacing=16, expand=True, vertical_alignment=ft.CrossAxisAlignment.START)
    return ft.Column([head, pair], key="cases", spacing=12 if alone else 16, expand=True)


def _store(session: Session) -> str:
    return "" if session.desk is None else session.desk.store.id


def _detail(case: Case, decided: Callable[[], None]) -> ft.Control:
    return ft.Column([keyed(CaseDetail, case.id, case, decided)], scroll=ft.ScrollMode.AUTO, expand=True)


def _list(
    loading: Loading[CasesPage],
    language: Language,
    words: Words,
    *,
    closed: bool,
    roomy: bool,
    chosen: str,
    pick: Callable[[str], object],
    retry: Callable[[], object],
) -> ft.Control:
    if loading.error is not None:
        return controls.card(states.failed(loading.error, language, retry))
    if loading.found is None:
        return states.skeleton_rows(4, language)
    if not loading.found.rows:
        icon = ft.Icons.INVENTORY_2_OUTLINED if closed else ft.Icons.VERIFIED_USER_OUTLINED
        return controls.card(states.empty(icon, words.none_closed if closed else words.none_waiting))
    return ft.Column([_row(case, language, words, pick, chosen=case.id == chosen, roomy=roomy) for case in loading.found.rows], spacing=8)


def _row(case: Case, language: Language, words: Words, pick: Callable[[str], object], *, chosen: bool, roomy: bool) -> ft.Control:
    title = words.kind.get(case.kind, words.unknown_kind)
    about = " ・ ".join(each for each in (case.staff, words.card(case.member) if case.member else "") if each)
    when = formats.short_moment(case.opened_at, language)
    parts = [each for each in (when, about) if each]
    done = case.closed_at is not None
    badge = controls.badge(
        ICONS.get(case.kind, ft.Icons.FLAG_OUTLINED),
        44,
        bgcolor=theme.TINT if done else theme.AMBER,
        color=theme.ON_TINT if done else theme.ON_AMBER,
    )
    lines: list[ft.Control] = [
        theme.text(title, size=15, bold=True),
        *(theme.quiet(each, size=13) for each in ((" ・ ".join(parts),) if roomy else parts)),
    ]
    if case.decision:
        lines.append(theme.quiet(words.decision[case.decision], size=13))
    face = ft.Row([badge, ft.Column(lines, spacing=2, expand=True), ft.Icon(ft.Icons.CHEVRON_RIGHT, color=theme.QUIET)], spacing=12)
    row = controls.tappable(face, controls.bound(pick, case.id), key=f"case-{case.id}", label=f"{title} {when} {about}", padding=14)
    return ft.Container(row, border=ft.Border.all(2, theme.BRAND if chosen else ft.Colors.TRANSPARENT), border_radius=theme.CARD_RADIUS + 2)
