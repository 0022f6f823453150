"""Words of the form on which a manager writes the point rules: sentences with {blanks}, and what fills them."""

from shared.i18n import Catalogue
from shared.i18n.rule_form.en import EN
from shared.i18n.rule_form.ja import JA
from shared.i18n.rule_form.words import RuleForm

__all__ = ["RULE_FORM", "RuleForm"]

RULE_FORM: Catalogue[RuleForm] = Catalogue(ja=JA, en=EN)
