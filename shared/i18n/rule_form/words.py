"""Words of the form on which a manager writes the point rules: sentences with {blanks}, and what fills them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleForm:
    change: str
    going_on: str
    go_on: str
    throw_away: str
    title: str
    lead: str
    blank: str
    base: str
    base_line: str
    excluded: str
    excluded_hint: str
    nothing: str
    presets: dict[str, str]
    unit: str
    points_per_unit: str
    rounding: str
    roundings: dict[str, str]
    deeper: str
    measured: str
    nets: dict[str, str]
    befores: dict[str, str]
    per: str
    pers: dict[str, str]
    paid: str
    paids: dict[str, str]
    store_rates: str
    store_rate: str
    store_rates_hint: str
    cap: str
    cap_label: str
    no_cap: str
    elsewhere: str
    elsewhere_hint: str
    bonuses: str
    bonuses_lead: str
    no_bonus: str
    add: str
    starters: dict[str, str]
    bonus: str
    bonus_line: str
    """Of a rate."""
    points_line: str
    any_sale: str
    condition: str
    conditions: dict[str, str]
    flags: dict[str, str]
    drop: str
    how: dict[str, str]
    how_label: str
    times_label: str
    times_hint: str
    times_wrong: str
    points_label: str
    per_amount_label: str
    from_amount_label: str
    number_wrong: Callable[[int, int], str]
    time_from: str
    time_to: str
    time_wrong: str
    days_hint: str
    holiday: str
    any_survey: str
    caps_line: str
    cap_names: dict[str, str]
    zero_hint: str
    life_line: str
    life_label: str
    life_normal: str
    life_days: Callable[[int], str]
    stack_line: str
    stacks: dict[str, str]
    group_label: str
    best_of: Callable[[str], str]
    stop_line: str
    stops: dict[str, str]
    name: str
    name_en: str
    name_hint: Callable[[str], str]
    up: Callable[[str], str]
    down: Callable[[str], str]
    remove: Callable[[str], str]
    edit: Callable[[str], str]
    ready: str
    keeping: str
    life: str
    life_until: str
    lives: dict[str, str]
    last_day: Callable[[str], str]
    months: Callable[[int], str]
    months_label: str
    confirm: str
    confirm_now: str
    confirm_days: Callable[[int], str]
    confirm_label: str
    online: str
    onlines: dict[str, str]
    shortfall: str
    shortfalls: dict[str, str]
    ranks: str
    rank: str
    rank_from_label: str
    rank_rate: str
    rank_line: str
    rank_windows: dict[str, str]
    rank_months: Callable[[int], str]
    rank_months_label: str
    rank_bys: dict[str, str]
    rank_goods: str
    rank_grace: str
    rank_grace_none: str
    rank_grace_of: Callable[[int], str]
    rank_grace_label: str
    spending: str
    visit_limit: str
    visit_limit_label: str
    spend_share: str
    spend_share_all: str
    spend_share_of: Callable[[str], str]
    spend_share_label: str
    spend_share_hint: str
    spend_steps: str
    spend_worth: str
    spend_yen_label: Callable[[str], str]
    spend_yen_hint: str
    spend_lower: str
    spend_unit_label: str
    spend_least_label: str
    spend_least_hint: str
    spend_barred: str
    spend_barreds: dict[str, str]
    grace: str
    grace_of: Callable[[int], str]
    grace_label: str
    trying: str
    trying_lead: str
    line_of: Callable[[str], str]
    line_other: str
    try_day: str
    try_time: str
    try_who: str
    try_store: str
    other_store: str
    try_facts: dict[str, str]
    month_spent: str
    result: Callable[[str], str]
    payable: Callable[[str], str]
    example: Callable[[str, str], str]
    mend: str
    fill: Callable[[str], str]
    starts: str
    starts_now: str
    starts_later: str
    starts_hint: str
    covers: Callable[[str], str]
    save: str
    saved: str
    saved_later: Callable[[str], str]
    versions: str
    versions_lead: str
    version: Callable[[int], str]
    from_: Callable[[str], str]
    always: str
    states: dict[str, str]
    change_coming: str
    withdraw: str
    withdraw_sure: str
    withdrawn: str
    back: str
