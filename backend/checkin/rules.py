"""What a questionnaire may be and what an answer to it is; how people are called on a screen that everybody sees. Arithmetic only."""

from collections.abc import Iterable, Sequence

from shared.wire.checkin import MOST_GIFT, SCALE, SaveSurvey, SurveyQuestion
from shared.wire.spending import Spending

SHORT = 3
"""Letters of a name in Japanese that is likely no family name with a given name behind it."""
HIDDEN = "○○"
A_YEN_EACH = Spending()
Answers = tuple[tuple[int, ...], ...]


def called(name: str) -> str:
    """The given name where it can be told apart; otherwise no more than how the name begins. Never a full name."""
    words = name.split()
    if not words:
        return ""
    if len(words) > 1:
        return words[0] if name.isascii() else words[-1]
    word = words[0]
    return word if word.isascii() or len(word) <= SHORT else word[0] + HIDDEN


def misfit(survey: SaveSurvey) -> str | None:
    """Where a questionnaire makes no sense, as a path into it; None for one that does."""
    for n, question in enumerate(survey.questions):
        chooses = question.kind != "scale"
        if len(question.choices) < 2 if chooses else question.choices:
            return f"$.questions[{n}].choices"
    return None


def fits(questions: Sequence[SurveyQuestion], answers: Answers) -> bool:
    """One step or choice for each question, any number of different ones for `many`."""
    return len(questions) == len(answers) and all(_answers(*pair) for pair in zip(questions, answers, strict=True))


def _answers(question: SurveyQuestion, chosen: tuple[int, ...]) -> bool:
    first, last = _range(question)
    known = len(set(chosen)) == len(chosen) and all(first <= each <= last for each in chosen)
    return known and (question.kind == "many" or len(chosen) == 1)


def _range(question: SurveyQuestion) -> tuple[int, int]:
    return (1, SCALE) if question.kind == "scale" else (0, len(question.choices) - 1)


def counts(questions: Sequence[SurveyQuestion], answers: Iterable[Answers]) -> tuple[tuple[int, ...], ...]:
    """How often each choice was taken, by question."""
    sums = [[0] * (last - first + 1) for first, last in map(_range, questions)]
    for each in answers:
        for n, chosen in enumerate(each):
            for place in chosen:
                sums[n][place - _range(questions[n])[0]] += 1
    return tuple(tuple(row) for row in sums)


def room(other: int, spending: Spending = A_YEN_EACH) -> int:
    """Points that a visit may still bring beside others: both are gifts to somebody who has bought nothing."""
    return max(0, spending.within(MOST_GIFT) - other)
