"""The member app's words."""

from shared.i18n import Catalogue
from shared.i18n.member.en import EN
from shared.i18n.member.ja import JA
from shared.i18n.member.words import Member

MEMBER: Catalogue[Member] = Catalogue(JA, EN)

__all__ = ["MEMBER", "Member"]
