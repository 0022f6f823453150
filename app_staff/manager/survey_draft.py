"""A questionnaire while it is being written: plain values and what changes them."""

from dataclasses import dataclass, replace

from shared.wire.checkin import Kind, SaveSurvey, Survey, SurveyChoice, SurveyQuestion

MOST_QUESTIONS = 5
MOST_CHOICES = 6
FEWEST = 2
"""Choices of a question."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question. Its choices are (ja, en); a scale keeps them aside, in case it becomes another kind again."""

    kind: Kind = "one"
    ja: str = ""
    en: str = ""
    choices: tuple[tuple[str, str], ...] = (("", ""),) * FEWEST

    @property
    def good(self) -> bool:
        named = bool(self.ja.strip() and self.en.strip())
        return named and (self.kind == "scale" or all(ja.strip() and en.strip() for ja, en in self.choices))

    def with_choice(self, place: int, *, ja: str | None = None, en: str | None = None) -> "Asking":
        old = self.choices[place]
        new = (old[0] if ja is None else ja, old[1] if en is None else en)
        return replace(self, choices=(*self.choices[:place], new, *self.choices[place + 1 :]))

    def without_choice(self, place: int) -> "Asking":
        return replace(self, choices=(*self.choices[:place], *self.choices[place + 1 :]))

    def body(self) -> SurveyQuestion:
        choices = () if self.kind == "scale" else tuple(SurveyChoice(ja=ja.strip(), en=en.strip()) for ja, en in self.choices)
        return SurveyQuestion(kind=self.kind, ja=self.ja.strip(), en=self.en.strip(), choices=choices)


@dataclass(frozen=True, slots=True)
class Draft:
    id: str
    title_ja: str = ""
    title_en: str = ""
    questions: tuple[Asking, ...] = (Asking(),)
    stores: frozenset[str] = frozenset()
    points: str = "0"
    """As typed."""
    coupon: str | None = None
    active: bool = True
    fixed: bool = False
    """Somebody has answered: the questions stay."""

    @classmethod
    def of(cls, survey: Survey) -> "Draft":
        questions = tuple(
            Asking(each.kind, each.ja, each.en, tuple((one.ja, one.en) for one in each.choices) or (("", ""),) * FEWEST)
            for each in survey.questions
        )
        return cls(
            survey.id, survey.title_ja, survey.title_en, questions, frozenset(survey.stores), str(survey.points), survey.coupon,
            survey.active, survey.answered > 0,
        )  # fmt: skip

    @property
    def good(self) -> bool:
        titled = bool(self.title_ja.strip() and self.title_en.strip() and self.stores)
        return titled and self.points.isdecimal() and all(question.good for question in self.questions)

    def with_question(self, place: int, question: Asking) -> "Draft":
        return replace(self, questions=(*self.questions[:place], question, *self.questions[place + 1 :]))

    def moved(self, place: int, by: int) -> "Draft":
        """A question goes up (-1) or down."""
        kept, to = [*self.questions], place + by
        if not 0 <= to < len(kept):
            return self
        kept[place], kept[to] = kept[to], kept[place]
        return replace(self, questions=tuple(kept))

    def without_question(self, place: int) -> "Draft":
        return replace(self, questions=(*self.questions[:place], *self.questions[place + 1 :]))

    def body(self) -> SaveSurvey:
        return SaveSurvey(
            id=self.id,
            title_ja=self.title_ja.strip(),
            title_en=self.title_en.strip(),
            questions=tuple(question.body() for question in self.questions),
            stores=tuple(sorted(self.stores)),
            active=self.active,
            points=int(self.points),
            coupon=self.coupon,
        )
