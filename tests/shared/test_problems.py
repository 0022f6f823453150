"""Every problem has a sentence in both languages that a person can act on."""

import pytest

from shared.wire.problems import BY_SLUG, Code, problem


@pytest.mark.parametrize("code", list(Code), ids=lambda code: code.slug)
def test_both_languages_take_the_same_arguments(code: Code) -> None:
    def names(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    assert names(code.ja) == names(code.en)
    assert code.ja.endswith("。")
    assert code.en.endswith(".")
    assert BY_SLUG[code.slug] is code


def test_a_long_wait_is_told_in_minutes() -> None:
    assert problem(Code.RATE_LIMITED, {"seconds": 3166}).detail == "回数が多すぎます。53 分後にもう一度お試しください。"
    assert problem(Code.RATE_LIMITED, {"seconds": 20}, language="en").detail == "Too many tries. Please wait 20 seconds."


def test_a_missing_argument_does_not_hide_the_problem() -> None:
    assert "limit" in problem(Code.POINTS_OVER_LIMIT).detail
