"""Words of a table on its way into a file."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.i18n import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    title: str
    kinds: dict[str, str]
    """By the file's ending."""
    going: Callable[[str, str], str]
    """rows that have come, rows in all"""
    making: Callable[[str], str]
    stop: str
    saved: Callable[[str], str]
    stopped: str
    busy: str


EXPORTS: Catalogue[Exports] = Catalogue(
    ja=Exports(
        title="この表を保存",
        kinds={"csv": "CSV", "xlsx": "Excel"},
        going=lambda come, rows: f"{come} / {rows} 行",
        making=lambda rows: f"{rows} 行の Excel を作っています",
        stop="保存をやめる",
        saved=lambda name: f"{name} を保存しました",
        stopped="保存をやめました",
        busy="ほかの表を保存しています。終わってからお試しください。",
    ),
    en=Exports(
        title="Save this table",
        kinds={"csv": "CSV", "xlsx": "Excel"},
        going=lambda come, rows: f"{come} of {rows} rows",
        making=lambda rows: f"Making Excel of {rows} rows",
        stop="Stop saving",
        saved=lambda name: f"{name} is saved",
        stopped="Stopped saving",
        busy="Another table is being saved. Try again when it is done.",
    ),
)
