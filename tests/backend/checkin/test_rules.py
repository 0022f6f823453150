"""Questionnaires that make sense, answers that fit them, names that strangers may read."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.app.examples import EXAMPLES
from backend.checkin import rules
from shared.law import VISIT, cap
from shared.wire.checkin import MOST_GIFT, SCALE, SaveSurvey, SurveyChoice, SurveyQuestion

CHOICES = tuple(SurveyChoice(ja=f"{n}", en=f"{n}") for n in range(4))
ONE, MANY, STEPS = (
    SurveyQuestion(kind="one", ja="ひとつ", en="one", choices=CHOICES),
    SurveyQuestion(kind="many", ja="いくつでも", en="many", choices=CHOICES),
    SurveyQuestion(kind="scale", ja="どのくらい", en="how much"),
)
EXAMPLE = msgspec.convert(EXAMPLES[SaveSurvey], SaveSurvey)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("花子", "花子"),
        ("佐藤 花子", "花子"),
        ("佐藤\u3000花子", "花子"),
        ("Hanako Sato", "Hanako"),
        ("Hanako", "Hanako"),
        ("佐藤花子", "佐○○"),
        ("勅使河原龍之介", "勅○○"),
        ("", ""),
    ],
)
def test_what_somebody_is_called(name: str, shown: str) -> None:
    assert rules.called(name) == shown


@given(st.text(alphabet="佐藤花子はなこ\u3000", min_size=4, max_size=12))
def test_a_full_name_is_never_shown(name: str) -> None:
    shown = rules.called(name)
    assert shown != "".join(name.split()) or len(shown) <= rules.SHORT


answered = st.lists(
    st.tuples(
        st.tuples(st.integers(0, 3)), st.sets(st.integers(0, 3)).map(lambda each: tuple(sorted(each))), st.tuples(st.integers(1, SCALE))
    ),
    max_size=30,
)


@given(answered)
def test_what_fits_is_counted_once(answers: list[tuple[tuple[int, ...], ...]]) -> None:
    questions = (ONE, MANY, STEPS)
    assert all(rules.fits(questions, each) for each in answers)
    one, many, steps = rules.counts(questions, answers)
    assert sum(one) == sum(steps) == len(answers)
    assert sum(many) == sum([len(each[1]) for each in answers])
    assert many[0] == sum([0 in each[1] for each in answers])


@pytest.mark.parametrize("answers", [(), ((),), ((0, 1),), ((4,),), ((-1,),), ((0,), (0,))])
def test_what_does_not_fit_one_of_four(answers: tuple[tuple[int, ...], ...]) -> None:
    assert not rules.fits((ONE,), answers)


def test_a_scale_goes_from_one_to_five_and_many_may_be_none() -> None:
    assert [step for step in range(-1, 8) if rules.fits((STEPS,), ((step,),))] == [1, 2, 3, 4, 5]
    assert rules.fits((MANY,), ((),))
    assert not rules.fits((MANY,), ((1, 1),))


def test_choices_where_one_chooses() -> None:
    assert rules.misfit(EXAMPLE) is None
    lone = msgspec.structs.replace(ONE, choices=CHOICES[:1])
    assert rules.misfit(msgspec.structs.replace(EXAMPLE, questions=(STEPS, lone))) == "$.questions[1].choices"
    assert rules.misfit(msgspec.structs.replace(EXAMPLE, questions=(msgspec.structs.replace(STEPS, choices=CHOICES),))) is not None


def test_the_law_says_how_small() -> None:
    assert cap("gift", VISIT) == MOST_GIFT


@given(st.integers(0, 1000))
def test_both_gifts_together_stay_small(other: int) -> None:
    assert rules.room(other) >= 0
    assert rules.room(other) + min(other, MOST_GIFT) == MOST_GIFT
