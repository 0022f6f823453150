"""Everybody's own size of text: every size follows it at once, and a device remembers it."""

import flet as ft
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from app_staff.parts.rail import MARGIN, SIGN
from shared.i18n import LANGUAGES, Language
from shared.ui import text_size, theme
from tests.apps.harness import Harness, walk
from tests.apps.member.conftest import OpenMember, member
from tests.apps.staff.conftest import OpenTablet, tablet
from tests.apps.staff.made_up import MANAGER

__all__ = ["member", "tablet"]


def drawn(app: Harness, key: str) -> float:
    return app.key(key, ft.Text).size or 0


@given(st.integers(8, 80), st.sampled_from(text_size.SIZES))
def test_body_text_grows_in_full_and_figures_keep_their_place(size: int, percent: int) -> None:
    drawn = text_size.scaled(size, percent)
    assert size <= drawn <= size * percent / 100
    assert size > text_size.GROWS or drawn == size * percent / 100


def test_a_figure_keeps_its_unit_on_its_line() -> None:
    assert theme.text("返品で -22 pt").value == "返品で -22\u00a0pt"


@pytest.mark.parametrize(("kept", "percent"), [("150", 150), ("200", 200), ("180", 100), ("²", 100), ("", 100), (None, 100)])
def test_a_vault_remembers_sizes_that_exist(kept: str | None, percent: int) -> None:
    assert text_size.nearest(kept) == percent


async def test_the_member_chooses_and_finds_it_again(member: OpenMember) -> None:
    one = await member()
    await one.app.click("menu")
    usual = drawn(one.app, "name")
    await one.app.fire("text-size-200")
    assert drawn(one.app, "name") == usual * 2
    assert one.app.page.theme is not None
    again = await member(vault=one.vault)
    assert drawn(again.app, "name") == usual * 2


async def test_the_tablet_remembers_its_size(tablet: OpenTablet) -> None:
    one = await tablet()
    usual = drawn(one.app, "who")
    await one.staff.door.enlarge(150)
    await one.app.settle()
    assert drawn(one.app, "who") == usual * 1.5
    again = await tablet(vault=one.vault, person=None)
    assert again.staff.session.text_size == 150


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_rails_words_stay_whole_beside_their_signs(tablet: OpenTablet, language: Language) -> None:
    """And then every place of a manager is in view on a tablet's browser."""
    one = await tablet(person=MANAGER, language=language)
    await one.staff.door.enlarge(200)
    await one.app.settle()
    places = [control for control in one.app.all() if isinstance(control, ft.TextButton) and str(control.key).startswith("go-")]
    assert len(places) == 11
    font = ImageFont.truetype(f"assets/common/{theme.FONTS[theme.BOLD_FONT]}", 100)
    for place in places:
        words = next(each for each in walk(place, set()) if isinstance(each, ft.Text) and each.key != "waits")
        wide = one.app.key("rail", ft.Container).width
        assert isinstance(wide, (int, float))
        assert isinstance(words.size, (int, float))
        assert words.expand, place.key
        assert font.getlength(words.value) * words.size / 100 <= wide - 2 * MARGIN - 1 - 4 - SIGN - 4, (
            words.value
        )  # its edge, a button's sides, the gap
