"""What of a bill points pay: in sentences for the shop, in few words for the clerk and the member."""

from shared.i18n import Language, formats
from shared.wire.spending import Spending


def limits(rule: Spending, language: Language) -> list[str]:
    """As far as it is not all of the bill; nothing where points pay for everything."""
    ja = language == "ja"
    said: list[str] = []
    if not rule.plain:
        unit, yen = formats.points(rule.unit), formats.yen(rule.worth)
        said.append(f"ポイントは {unit} を {yen} として使えます。" if ja else f"Each {unit} pays {yen}.")
    if rule.of_bill:
        share = formats.rate(rule.permille)
        said.append(f"ポイントで払えるのは、お会計の {share} までです。" if ja else f"Points can pay up to {share} of a bill.")
    if rule.begins > 1:
        unit, least = formats.points(rule.unit), formats.points(rule.begins)
        in_steps = f"{unit} 単位で、" if ja else f" in steps of {unit},"
        in_steps = in_steps if rule.unit > 1 else ""
        said.append(f"ポイントは {in_steps}{least} から使えます。" if ja else f"Points are used{in_steps} from {least}.")
    if rule.barred:
        said.append("ポイントがつかない商品は、ポイントで払えません。" if ja else "Goods that earn no points cannot be paid with points.")
    return said


def short(rule: Spending, language: Language) -> list[str]:
    """The same, without full stops."""
    ja = language == "ja"
    share = formats.rate(rule.permille)
    return [
        *([f"お会計の {share} まで" if ja else f"Up to {share} of a bill"] if rule.of_bill else []),
        *([steps(rule, language)] if rule.begins > 1 or not rule.plain else []),
        *(["ポイントがつかない商品には使えません" if ja else "Not for goods that earn none"] if rule.barred else []),
    ]


def with_yen(points: int, yen: int, language: Language) -> str:
    """So many points, with what they pay where a point is not a yen."""
    said = formats.points(points)
    if yen == points:
        return said
    return f"{said} ({formats.yen(yen)} 分)" if language == "ja" else f"{said} ({formats.yen(yen)})"


def buys(rule: Spending, balance: int, language: Language) -> str:
    """What a balance pays at a till; empty where a point is a yen, for then the number says it."""
    if rule.plain:
        return ""
    yen = formats.yen(rule.value(rule.floor(balance)))
    return f"お会計で {yen} 分" if language == "ja" else f"{yen} at the till"


def steps(rule: Spending, language: Language) -> str:
    """Where a point is no yen, what a step is worth says how large it is."""
    ja, unit, least = language == "ja", formats.points(rule.unit), formats.points(rule.begins)
    if not rule.plain:
        yen = formats.yen(rule.worth)
        worth = f"{unit} で {yen} 分" if ja else f"{unit} {'pays' if rule.unit == 1 else 'pay'} {yen}"
        from_ = f"、{least} から" if ja else f", from {least}"
        return worth + (from_ if rule.begins > rule.unit else "")
    if rule.unit == 1:
        return f"{least} から" if ja else f"From {least}"
    return f"{unit} 単位、{least} から" if ja else f"In steps of {unit}, from {least}"
