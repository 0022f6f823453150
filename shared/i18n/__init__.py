"""Words in Japanese and English.

One frozen dataclass per area (common, member, staff), instantiated twice: a missing sentence is a type error, not a blank on a screen.
A sentence with a blank in it is a function of what fills the blank. Japanese is the source language.
"""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Catalogue(Generic[T]):
    """The same words in both languages: `MEMBER.of(language).card`."""

    ja: T
    en: T

    def of(self, language: Language) -> T:
        return self.en if language == "en" else self.ja


def nearest(locale: str | None) -> Language:
    """The language we speak to someone whose platform says `ja-JP`, `en_GB`, `fr`, or nothing: Japanese for the last, English for strangers."""
    return "ja" if not locale or locale.lower().startswith("ja") else "en"


def pick(language: Language, ja: str, en: str) -> str:
    """A pair of texts that came over the wire; English falls back to Japanese when the shop wrote none."""
    return (en or ja) if language == "en" else ja
