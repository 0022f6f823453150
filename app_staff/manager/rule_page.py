"""ポイントのルール: the rules in force as sentences, every version there was, and the form for the next."""

from collections.abc import Awaitable, Callable

import flet as ft
from msgspec import structs

from app_staff.manager.acting import said
from app_staff.manager.drafting import writer
from app_staff.manager.in_view import WayBack, below, scrolled
from app_staff.manager.loading import Loading
from app_staff.manager.rule_draft import Draft
from app_staff.manager.rule_form import RULES, RuleEditor
from app_staff.manager.rule_told import as_rules, told
from app_staff.manager.rule_versions import chip, since, version_list
from app_staff.tools import Tools, use_session, use_tools, words_of
from shared.clock import to_datetime
from shared.i18n import formats
from shared.i18n.rule_form import RULE_FORM, RuleForm
from shared.i18n.settings import SETTINGS
from shared.ui import controls, states, theme
from shared.ui.hooks import keyed, use_state
from shared.wire.coupons import Coupon
from shared.wire.rules import Rules, SetRules
from shared.wire.staff import Store
from shared.wire.trying import RuleVersion

Found = tuple[Rules, tuple[RuleVersion, ...], tuple[Store, ...], tuple[Coupon, ...] | None]
"""Without coupons where the shop has none."""
Write = Callable[[Draft | None], None]
"""Goes on with what is being written, or begins with a draft."""
OPEN = "rules-open"
"""Kept while the form is open: a screen that is built anew shows it again."""
PRESENT, WRITING = 0, -1
"""What is open, beside the number of a version."""


@ft.component
def RulePage() -> ft.Control:
    tools, session = use_tools(), use_session()
    loading, _ = use_state(Loading[Found])
    _, turn = use_state(0)
    loading.on_change = lambda: turn(lambda count: count + 1)
    coupons, kiosk = session.has("coupons"), session.has("kiosk")

    async def question() -> Found:
        api = tools.door.api
        offers = await api.coupon_list() if coupons else None
        rules, versions = await api.rules(), await api.rule_versions()
        await tools.known.learn(api, [rules.rules, *(version.rules for version in versions)])
        stores = await api.board_stores()
        tools.known.stores = {store.id: store.name for store in stores}
        tools.known.surveys = {survey.id: survey for survey in (await api.surveys() if kiosk else ())}
        return rules, versions, stores, offers

    async def load() -> None:
        tools.door.touch()
        await loading.ask(question, keep=loading.found is not None)

    ft.use_effect(tools.guard(load), dependencies=[coupons, kiosk])
    if loading.found is None:
        if loading.error is not None:
            return scrolled(session, controls.card(states.failed(loading.error, session.language, tools.guard(load))))
        return states.skeleton([states.bone(140, radius=theme.CARD_RADIUS) for _ in range(4)], session.language, spacing=16)
    return keyed(RulesFound, "rules-found", loading.found, load)


@ft.component
def RulesFound(found: Found, load: Callable[[], Awaitable[None]]) -> ft.Control:
    """The rules in force with all versions, one version, or the form."""
    tools, session = use_tools(), use_session()
    words = RULE_FORM.of(session.language)
    opened, show = use_state(lambda: WRITING if tools.drafts.has(writer(tools), OPEN) else PRESENT)
    _, turn = use_state(0)
    rules, versions, stores, offers = found
    today = formats.here(to_datetime(tools.clock.now())).date()

    def go(what: int) -> None:
        tools.door.touch()
        if what == WRITING:
            tools.drafts.put(writer(tools), OPEN, what)
        else:
            tools.drafts.drop(writer(tools), OPEN)
        show(lambda _: what)

    def done() -> None:
        go(PRESENT)
        tools.guard.spawn(load)  # pyright: ignore[reportArgumentType]  the page's own coroutine function

    def write(draft: Draft | None) -> None:
        if draft is not None:
            tools.drafts.put(writer(tools), RULES, draft)
        go(WRITING)

    def throw_away() -> None:
        tools.drafts.drop(writer(tools), RULES)
        turn(lambda count: count + 1)

    back = keyed(WayBack, "way-back", words.back, tools.guard(lambda: go(PRESENT)), "back-rules")
    if opened == WRITING:
        coming = None if rules.next_at is None else formats.here(rules.next_at).date()
        form = keyed(RuleEditor, "rule-editor", Draft.of(rules.rules, rules.version), stores, today, coming, rules.goods, done)
        return below(session, back, form)
    version = next((each for each in versions if each.version == opened), None)
    if version is not None:
        return below(session, back, scrolled(session, keyed(VersionCard, f"version-{opened}", version, rules, write, done)))
    running = None if offers is None else sum(offer.starts_on <= today <= offer.ends_on for offer in offers)
    writing = tools.drafts.has(writer(tools), RULES)
    acts = _acts(tools, rules, words, write, throw_away, writing=writing) if session.manager else []
    return scrolled(session, ft.Column([_present(tools, rules, running, acts), version_list(tools, versions, go)], spacing=16))


def _acts(tools: Tools, rules: Rules, words: RuleForm, write: Write, throw_away: controls.Handler, *, writing: bool) -> list[ft.Control]:
    if not writing:
        begin = tools.guard(lambda: write(Draft.of(rules.rules, rules.version)))
        begins = controls.secondary(words.change, begin, key="change-rules", icon=ft.Icons.EDIT_OUTLINED)
        return [ft.Container(begins, alignment=ft.Alignment.CENTER_LEFT)]
    go_on = controls.secondary(words.go_on, tools.guard(lambda: write(None)), key="change-rules", icon=ft.Icons.EDIT_OUTLINED)
    away = controls.quiet_button(words.throw_away, tools.guard(throw_away), key="throw-away", icon=ft.Icons.DELETE_OUTLINE)
    return [controls.notice(words.going_on, key="going-on"), ft.Row([go_on, away], spacing=8, wrap=True)]


def _spoken(tools: Tools, rules: Rules) -> Rules:
    return structs.replace(rules, rules=tools.known.spoken_rules(rules.rules, tools.session.language))


def _present(tools: Tools, rules: Rules, running: int | None, acts: list[ft.Control]) -> ft.Control:
    language = tools.session.language
    words = SETTINGS.of(language).rules
    version = words.version(rules.version)
    if rules.since is not None:
        version = words.since(rules.version, formats.day(formats.here(rules.since).date(), language))
    head: list[ft.Control] = [
        theme.text(words.name, size=22, bold=True),
        theme.quiet(words.lead, size=14),
        theme.quiet(version, size=13, key="rules-version"),
    ]
    pieces = told(_spoken(tools, rules), running, language, words_of(tools.session).role)
    return controls.card(
        ft.Column([ft.Column(head, spacing=2), *acts, *pieces], spacing=20, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=20,
        key="rules",
    )


@ft.component
def VersionCard(version: RuleVersion, rules: Rules, write: Write, done: controls.Handler) -> ft.Control:
    """One version in words. One that comes can be changed or withdrawn: another version then takes its instant."""
    tools, session = use_tools(), use_session()
    words = RULE_FORM.of(session.language)
    sure, ask = use_state(initial=False)

    async def withdraw() -> None:
        if not sure:
            ask(lambda _: True)
            return
        await tools.door.api.set_rules(SetRules(rules=rules.rules, effective_at=version.since))
        tools.guard.toast(words.withdrawn, good=True)
        done()

    acts: list[ft.Control] = []
    if version.state == "coming" and session.manager:
        change = tools.guard(lambda: write(Draft.of(version.rules, version.version, version.since)))
        acts = [
            controls.secondary(words.change_coming, change, key="change-coming", icon=ft.Icons.EDIT_OUTLINED),
            controls.quiet_button(
                words.withdraw_sure if sure else words.withdraw, tools.guard(said(tools, withdraw)), key="withdraw", icon=ft.Icons.CLOSE
            ),
        ]
    head = ft.Row(
        [theme.text(words.version(version.version), size=22, bold=True), chip(version, words)], spacing=12, run_spacing=4, wrap=True
    )
    pieces = told(_spoken(tools, as_rules(version, rules)), None, session.language, words_of(session).role)
    lines = [
        head,
        theme.quiet(since(version, session.language), size=14),
        *([ft.Row([*acts], spacing=8, wrap=True)] if acts else []),
        *pieces,
    ]
    return controls.card(
        ft.Column(lines, spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=20, key=f"version-card-{version.version}"
    )
