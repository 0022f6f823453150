"""What the tablet by the door shows to customers, as values. What leads from one screen to the next is in `host`."""

from dataclasses import dataclass

from shared.i18n import Language
from shared.ui.observed import observed
from shared.wire.checkin import Arrival, Asked, Offered, Thanked
from shared.wire.problems import Problem


@dataclass(frozen=True, slots=True)
class Idle:
    """Nobody is here: come closer."""


@dataclass(frozen=True, slots=True)
class Checking:
    checkin: str
    code: str


@dataclass(frozen=True, slots=True)
class Arrived:
    arrival: Arrival


@dataclass(frozen=True, slots=True)
class Answering:
    """`place` is the question on the screen; `chosen` what was taken, by question."""

    arrival: Arrival
    survey: Asked
    op_id: str
    chosen: tuple[tuple[int, ...], ...]
    place: int = 0
    busy: bool = False
    unsure: bool = False
    """Sent, and no answer came: it is sent again as it is."""

    @property
    def ready(self) -> bool:
        """The question on the screen is answered; of many choices none is an answer too."""
        return self.survey.questions[self.place].kind == "many" or bool(self.chosen[self.place])

    @property
    def last(self) -> bool:
        return self.place == len(self.survey.questions) - 1


@dataclass(frozen=True, slots=True)
class Thanks:
    survey: Asked
    thanks: Thanked


@dataclass(frozen=True, slots=True)
class Sorry:
    """`problem` says no; without one there was no answer, and `checking` can be sent again."""

    problem: Problem | None
    checking: Checking | None = None


Step = Idle | Checking | Arrived | Answering | Thanks | Sorry


@observed
@dataclass
class Doorstep:
    """One per session."""

    step: Step = Idle()
    offered: Offered | None = None
    leaving: bool = False
    """Somebody of the staff wants the tablet back."""
    language: Language | None = None
    """Of whoever stands here, until the next one comes."""
