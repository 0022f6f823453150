"""What of a bill points pay, in sentences: the same for the shop, the clerk and the member."""

from shared.i18n import Language, formats
from shared.wire.spending import Spending


def limits(rule: Spending, language: Language) -> list[str]:
    """What a bill takes, as far as it is not all of it; nothing where points pay for everything."""
    unit, least = formats.points(rule.unit), formats.points(rule.begins)
    said: list[tuple[str, str]] = []
    if rule.of_bill:
        share = formats.rate(rule.permille)
        said.append((f"ポイントで払えるのは、お会計の {share} までです。", f"Points can pay up to {share} of a bill."))
    if rule.unit > 1:
        said.append((f"ポイントは {unit} 単位で、{least} から使えます。", f"Points are used in steps of {unit}, from {least}."))
    elif rule.begins > 1:
        said.append((f"ポイントは {least} から使えます。", f"Points are used from {least}."))
    if rule.barred:
        said.append(("ポイントがつかない商品は、ポイントで払えません。", "Goods that earn no points cannot be paid with points."))
    return [each[0] if language == "ja" else each[1] for each in said]
