"""The words of the staff app: short, for someone with a queue in front."""

from shared.i18n import Catalogue
from shared.i18n.staff.en import EN
from shared.i18n.staff.ja import JA
from shared.i18n.staff.words import Staff

__all__ = ["STAFF", "Staff"]

STAFF: Catalogue[Staff] = Catalogue(ja=JA, en=EN)
