"""What rules of earning stand against: goods for points make gifts of bonuses, which the law caps."""

from sqlalchemy import Connection

from backend.earning import repository
from backend.earning.rules import governing
from backend.problems import Refused
from shared.wire.problems import Code
from shared.wire.rules import judged_bonus


def bar(connection: Connection, now: int) -> Refused | None:
    """Why nothing can be had for points: a bonus of the rules in force, or of those to come, is more than a gift may be."""
    sets = repository.every(connection)
    for rules in (governing(sets, now), *[rules for since, rules in sets if since > now]):
        for bonus in rules.bonuses:
            found, _ = judged_bonus(rules, bonus, goods=True)
            if not found.allowed:
                return Refused(Code.RULES_GIFT, {"bonus": bonus.name_ja, "cap": found.cap})
    return None
