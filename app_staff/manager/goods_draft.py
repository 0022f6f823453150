"""Goods as they are chosen. Pure."""

from typing import NamedTuple


class Goods(NamedTuple):
    """What the till knows them by."""

    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def toggled(self, kind: str, name: str) -> "Goods":
        had: tuple[str, ...] = getattr(self, kind)
        return self._replace(**{kind: tuple(each for each in had if each != name) if name in had else (*had, name)})


NOTHING = Goods()
