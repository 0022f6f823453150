"""The gallery shows every control of shared/ui, and each can be drawn in both languages."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import flet as ft
import pytest

import shared.ui
from shared.i18n import LANGUAGES, Language
from tests.apps.harness import Harness
from tools import gallery

MACHINERY = {"hooks", "typed"}
"""What has to do with drawing but draws nothing."""


def controls() -> Iterator[str]:
    """`module.name` of whatever answers a control, by its annotation."""
    for found in pkgutil.iter_modules(shared.ui.__path__):
        module = importlib.import_module(f"shared.ui.{found.name}")
        for name, value in vars(module).items():
            bare = inspect.unwrap(value) if inspect.isfunction(value) else None
            if bare is None or name.startswith("_") or bare.__module__ != module.__name__ or found.name in MACHINERY:
                continue
            answer = inspect.signature(bare, eval_str=True).return_annotation
            if inspect.isclass(answer) and issubclass(answer, ft.Control):
                yield f"{found.name}.{name}"


def test_every_control_is_in_it_and_nothing_else() -> None:
    assert set(gallery.PIECES) == set(controls())


async def test_the_page_can_be_drawn() -> None:
    harness = Harness()
    await harness.mount(gallery.gallery, views=False)
    harness.sound()
    await harness.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", gallery.PIECES)
async def test_each_control_can_be_drawn(piece: str, language: Language) -> None:
    harness = Harness()
    await harness.mount(lambda: gallery.PIECES[piece](language), views=False)
    assert harness.all()
    harness.sound()
    await harness.close()
