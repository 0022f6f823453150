"""What `make bench` prints and writes: every figure beside the limit it is measured against, from the same run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in `unit`; `ratio` to the named limit of the same run (None where the aim is absolute); `aim` for the ratio or the value."""

    name: str
    value: float
    unit: str
    aim: float | None = None
    limit: float | None = None
    lower_is_better: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.limit if self.limit else None

    @property
    def met(self) -> bool | None:
        if self.aim is None:
            return None
        reached = self.value if self.ratio is None else self.ratio
        return reached <= self.aim if self.lower_is_better else reached >= self.aim
