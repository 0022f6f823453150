"""Each rule of earning as a sentence, in both languages: what the manager's page says is what the till computes."""

from shared.i18n import Language, formats
from shared.i18n.common import rank_name
from shared.wire.rules import Bonus, By, RuleBody

DAYS = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
CHANNELS = {"store": ("店頭", "in the shop"), "online": ("オンライン", "online"), "app": ("アプリ", "in the app")}
PRESETS = {
    "tobacco": ("たばこ", "tobacco"),
    "gift_cards": ("商品券・ギフトカード", "gift cards"),
    "prescriptions": ("処方薬", "prescriptions"),
}
FLAGS = {
    "birthday_month": ("誕生月", "month of birth"),
    "first_purchase": ("はじめてのお買い物", "first purchase"),
    "visit": ("会員証を読み取ったお会計", "card scanned"),
    "paperless": ("紙のレシートなし", "no paper receipt"),
}
SHORT = {
    "debt": (
        "返品で取り消すポイントが足りないときは、次に付くポイントから差し引きます。",
        "When a return takes back points that are spent already, the next points repay them.",
    ),
    "hold": (
        "返品で取り消すポイントが足りないときは、次に付くポイントで埋まるまで利用できません。",
        "When a return takes back points that are spent already, nothing is spent until the next points have repaid them.",
    ),
    "clamp": (
        "返品で取り消すポイントが足りないときは、足りない分をお店が負担します。",
        "When a return takes back points that are spent already, the shop bears the rest.",
    ),
}
ROUNDED = {"floor": ("切り捨てます", "down"), "round": ("四捨五入します", "to the nearest"), "ceil": ("切り上げます", "up")}


def base(rules: RuleBody, language: Language) -> list[str]:
    """What a yen earns, before ranks and bonuses."""
    yen, points = formats.yen(rules.unit_amount), formats.points(rules.points_per_unit)
    how_ja, how_en = ROUNDED[rules.rounding]
    said = [
        (
            f"お会計 {yen}({'税抜' if rules.net else '税込'}、値引きの{'前' if rules.before_discounts else '後'})ごとに {points} たまります。",
            f"{points} for every {yen} (tax {'not ' if rules.net else ''}included, {'before' if rules.before_discounts else 'after'} discounts).",
        ),
        (
            f"端数は、{'商品ごと' if rules.per == 'line' else 'レシート 1 枚ごと'}に{how_ja}。",
            f"Rounded {how_en}, once per {'item' if rules.per == 'line' else 'receipt'}.",
        ),
        (
            "ポイントで支払った分にもつきます。" if rules.points_part_earns else "ポイントで支払った分と、対象外の商品にはつきません。",
            "What is paid with points earns too."
            if rules.points_part_earns
            else "What is paid with points and items marked as excluded earn nothing.",
        ),
    ]
    barred = [PRESETS[each] for each in rules.presets]
    named = [*rules.excluded_categories, *rules.excluded_skus]
    if barred or named:
        ja, en = "、".join([*[each[0] for each in barred], *named]), ", ".join([*[each[1] for each in barred], *named])
        said.append((f"{ja}にはつきません。", f"Nothing for {en}."))
    if rules.receipt_cap:
        most = formats.points(rules.receipt_cap)
        said.append((f"1 回のお会計で {most} までです。", f"At most {most} a receipt."))
    for rate in rules.store_rates:
        times = formats.quantity(rate.rate_permille)
        said.append(
            (
                f"{rate.store}では {times} 倍です(会員ランクの倍率がない方)。",
                f"×{times} at {rate.store}, for members without a rank's rate.",
            )
        )
    return [each[0] if language == "ja" else each[1] for each in said]


def counted(number: int, by: By, language: Language) -> str:
    """What a rank takes: yen, or times."""
    if by != "visits":
        return formats.yen(number)
    return f"{number:,} 回" if language == "ja" else f"{number:,} purchase{'' if number == 1 else 's'}"


def window(rules: RuleBody, language: Language) -> str:
    """What a rank is counted by."""
    ja = language == "ja"
    what_ja, what_en = {
        "amount": ("お買い物", "purchases"),
        "visits": ("お買い物の回数", "the number of purchases"),
        "goods": ("対象商品のお買い物", "purchases of chosen goods"),
    }[rules.rank_by]
    if rules.rank_window == "year":
        said = (
            f"1 月から 12 月までの{what_ja}で決まり、翌年の末まで続きます。"
            if ja
            else f"By {what_en} of a calendar year; kept to the end of the next."
        )
    else:
        months = rules.rank_months
        said = (
            f"今月を含む {months} か月の{what_ja}で決まります。" if ja else f"By {what_en} over {months} months, the running one included."
        )
    if not rules.rank_grace:
        return said
    return said + (f"下がるのは {rules.rank_grace} か月後です。" if ja else f" It falls {rules.rank_grace} months later.")


def life(rules: RuleBody, language: Language) -> list[str]:
    """How long points last, and from when they count."""
    ja, months = language == "ja", rules.life_months
    if rules.life_until is not None:
        day = formats.day(rules.life_until, language)
        said = [f"{day} まで使えます。" if ja else f"Points last until {day}."]
    elif rules.life == "rolling":
        said = [
            f"最後のお買い物の {months} か月後の月末まで使えます。"
            if ja
            else f"Points last to the end of the month, {months} months after the last purchase."
        ]
    else:
        said = [
            f"たまった月の {months} か月後の月末まで使えます。"
            if ja
            else f"Points last to the end of the month, {months} months after they were earned."
        ]
    if rules.confirm_days:
        said.append(
            f"使えるのは、お買い物の {rules.confirm_days} 日後からです。"
            if ja
            else f"They can be used {rules.confirm_days} days after the purchase."
        )
    if rules.confirm_delivered:
        said.append("オンラインでは、商品が届いてから使えます。" if ja else "Online, they can be used once the goods are delivered.")
    return said


def short(rules: RuleBody, language: Language) -> str:
    """What becomes of points that a return takes back and that are spent."""
    ja, en = SHORT[rules.shortfall]
    return ja if language == "ja" else en


def bonus(rule: Bonus, language: Language) -> str:
    """E.g. 日曜 2 倍: 日曜日、¥2,000 以上 → 2 倍。"""
    ja = language == "ja"
    name, when, how = (rule.name_ja if ja else rule.name_en), [*phrases(rule, language).values()], effect(rule, language)
    caps = _caps(rule, language)
    return f"{name}: {f'{_joined(when, language)} → ' if when else ''}{how}{_bracketed(caps, language)}"


def _joined(parts: list[str], language: Language) -> str:
    return ("、" if language == "ja" else ", ").join(parts)


def _bracketed(parts: list[str], language: Language) -> str:
    if not parts:
        return "。" if language == "ja" else "."
    return f"({_joined(parts, language)})。" if language == "ja" else f" ({_joined(parts, language)})."


def phrases(rule: Bonus, language: Language) -> dict[str, str]:
    """What it asks for, by the name of the condition; only what it does ask for."""
    ja = language == "ja"
    first, last = (formats.day(each, language) if each else "" for each in (rule.starts_on, rule.ends_on))
    days = "・".join(DAYS["ja"][day] for day in sorted(rule.weekdays)) if ja else "/".join(DAYS["en"][day] for day in sorted(rule.weekdays))
    holidays = ("祝日" if ja else "holidays") if rule.holidays else ""
    goods = [*rule.categories, *rule.tags, *rule.skus]
    found = {
        "period": f"{first}{'〜' if ja else '–'}{last}" if first or last else "",
        "days": _joined([each for each in (f"{days}曜" if ja and days else days, holidays) if each], language),
        "time": f"{_time(rule.from_minute)}{'〜' if ja else '–'}{_time(rule.to_minute)}" if rule.from_minute != rule.to_minute else "",
        "stores": _joined([store if ja else f"at {store}" for store in rule.stores], language),
        "channels": _joined([CHANNELS[channel][not ja] for channel in rule.channels], language),
        "ranks": "・".join(rank_name(rank, language) for rank in rule.ranks),
        **{name: words[not ja] for name, words in FLAGS.items() if getattr(rule, name)},
        **({"answered": _answered(rule, language)} if rule.asks_answered else {}),
        "goods": f"{'対象: ' if ja else 'for '}{_joined(goods, language)}" if goods else "",
        "amount": (f"{formats.yen(rule.from_amount)} 以上" if ja else f"from {formats.yen(rule.from_amount)}") if rule.from_amount else "",
    }
    return {name: words for name, words in found.items() if words}


def _answered(rule: Bonus, language: Language) -> str:
    if not rule.surveys:
        return "アンケートに答えた方" if language == "ja" else "answered a questionnaire"
    named = "・".join(f"「{each}」" for each in rule.surveys) if language == "ja" else " or ".join(f"“{each}”" for each in rule.surveys)
    return f"アンケート{named}に答えた方" if language == "ja" else f"answered {named}"


def effect(rule: Bonus, language: Language) -> str:
    ja = language == "ja"
    if rule.permille != 1000:
        return f"{formats.quantity(rule.permille)} 倍" if ja else f"×{formats.quantity(rule.permille)}"
    points, yen = formats.points(rule.points), formats.yen(rule.per_amount)
    if rule.accumulated:
        return f"今月のお買い上げ {yen} ごとに {points}" if ja else f"{points} for every {yen} of the month"
    if rule.per_amount:
        return f"{yen} ごとに {points}" if ja else f"{points} for every {yen}"
    if rule.per_piece:
        return f"1 点ごとに {points}" if ja else f"{points} for each"
    return points


def _caps(rule: Bonus, language: Language) -> list[str]:
    ja = language == "ja"
    said: list[str] = []
    for cap, words in (
        (rule.receipt_cap, ("1 回 {} まで", "{} a receipt at most")),
        (rule.day_cap, ("1 日 {} まで", "{} a day at most")),
        (rule.member_cap, ("1 人 {} まで", "{} a member at most")),
        (rule.budget, ("全部で {} まで", "{} in all")),
    ):
        if cap:
            said.append(words[not ja].format(formats.points(cap)))
    if rule.life_days:
        said.append(f"{rule.life_days} 日間有効" if ja else f"lasts {rule.life_days} days")
    if rule.stack == "best_of":
        said.append(f"「{rule.group}」のうち最も多いもの" if ja else f"best of “{rule.group}”")
    if rule.stack == "multiply":
        said.append("それまでのポイントに掛けます" if ja else "times what has come together so far")
    if rule.stop:
        said.append("ほかの特典はつきません" if ja else "nothing after it")
    return said


def _time(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
