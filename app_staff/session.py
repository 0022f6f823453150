"""What one tablet's screen knows. The models hold values and small verbs; what talks to the server is in `actions`."""

from dataclasses import dataclass, field, replace
from typing import Literal

from app_staff.desk import Act, TakeBack
from app_staff.preferences import Preferences
from app_staff.scanner.gate import Scan
from app_staff.slate import Slate
from shared.i18n import Language
from shared.ui.card_face import Look
from shared.ui.observed import observed
from shared.wire.brand import UNKNOWN, Module
from shared.wire.coupons import Proposal
from shared.wire.goods import Prize
from shared.wire.problems import Problem
from shared.wire.returns import BackLine, ReturnRow, ReturnSale
from shared.wire.staff import Desk, StaffMember
from shared.wire.visits import Panel

Phase = Literal["opening", "unreachable", "enrol", "lock", "office", "open", "kiosk"]
"""`office` is the door for whoever signs in with a password, away from the counter; a `kiosk` faces the customers."""
QUEUE = "/queue"
"""The place where everything stands that waits for a word."""
Tone = Literal["good", "amber", "bad"]


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A text that was shown to the camera; each showing is another one."""

    text: str


@observed
@dataclass
class Session:
    """Who stands where, and whether the server can be heard."""

    language: Language = "ja"
    phase: Phase = "opening"
    desk: Desk | None = None
    person: StaffMember | None = None
    office: bool = False
    """Signed in with a password: reads and manages, serves nobody."""
    online: bool = True
    place: str = "/"
    """The route that is open."""
    way_back: str = ""
    """The key of the button out of what a page has opened."""
    width: float = 1280
    text_size: int = 100
    """Per cent."""
    look: Look = field(default_factory=lambda: Look(UNKNOWN))
    """The shop's own face, and what of the product it uses: `session.has("coupons")`."""
    typing: bool = False
    """A text field has the focus: its keys are not a scanner gun's."""
    preferences: Preferences = field(default_factory=Preferences)
    """Of this tablet."""
    wakes: int = 0
    """How often the app came back to the foreground: cameras do not survive sleep."""
    shown: Shown | None = None
    """What the camera read while the enrolment was on the screen."""
    notice: str = ""
    """Why the lock or the enrolment shows, when nobody asked for it."""

    @property
    def room(self) -> float:
        """The width, measured in text of the usual size."""
        return self.width * 100 / self.text_size

    def has(self, module: Module) -> bool:
        """What is off is nowhere: no place, no button, no text."""
        return self.look.brand.has(module)

    @property
    def store(self) -> str:
        """Its id."""
        return self.desk.store.id if self.desk is not None else ""

    @property
    def manager(self) -> bool:
        return self.person is not None and self.person.role == "manager"

    @property
    def overseer(self) -> bool:
        """Who may read the log and the cases."""
        return self.person is not None and self.person.role in {"manager", "auditor"}

    @property
    def carer(self) -> bool:
        """Who may look at members."""
        return self.person is not None and self.person.role in {"manager", "privacy_officer"}

    @property
    def manual(self) -> bool:
        """No POS posts this terminal's sales: amounts are typed here."""
        return self.desk is not None and not self.desk.linked


SENIOR = frozenset({"shift_lead", "manager"})
"""Who may redeem for a member that came without the code, on his own word."""


SERVING = frozenset({"cashier"}) | SENIOR


def serves(session: Session) -> bool:
    """At the counter, with customers."""
    return not session.office and session.person is not None and session.person.role in SERVING


def senior(session: Session) -> bool:
    return session.person is not None and session.person.role in SENIOR


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nobody is being served."""


@dataclass(frozen=True, slots=True)
class Looking:
    """A code has been read and the server asked."""

    visit: str


@dataclass(frozen=True, slots=True)
class Missed:
    """The scan led nowhere: a refusal, or (with no problem) no answer, when the same scan can be sent again."""

    visit: str
    code: str
    problem: Problem | None
    sale: str = ""
    """Of a receipt that was asked for."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The member is being asked on the phone."""

    approval: str
    ends: float
    """On the monotonic clock."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A member is on the panel. `points` and `vouchers`, or `prize`, are what the clerk has chosen; `used_points` what this visit has spent, and `used_yen` what that
    has paid.
    """

    panel: Panel
    points: int = 0
    vouchers: tuple[str, ...] = ()
    prize: Prize | None = None
    used_points: int = 0
    used_yen: int = 0
    due: int | None = None
    """What the bill comes to, without what coupons of this visit have taken off it already, where the clerk has said so. Typed once: the
    pads begin with it."""
    proposal: Proposal | None = None
    """Of the server, for that bill."""
    entering: bool = False
    """The amount pad is open."""
    busy: bool = False
    act: Act | None = None
    """Sent and not yet answered: it is sent again as it is, never made anew."""
    asking: Asking | None = None
    """The act waits for the member's word; it is sent again as it is once that is given."""
    slate: Slate = field(default_factory=Slate, compare=False, repr=False)
    """What is being typed on this panel."""

    @property
    def unsure(self) -> bool:
        return self.act is not None and not self.busy

    def choose(self, *, points: int | None = None, vouchers: tuple[str, ...] | None = None) -> "Serving":
        """Another choice, instead of a good."""
        chosen = self.vouchers if vouchers is None else vouchers
        return replace(self, points=self.points if points is None else points, vouchers=chosen, prize=None)

    def want(self, prize: Prize) -> "Serving":
        """A good, instead of anything else; chosen again it is put back."""
        return replace(self, points=0, vouchers=(), prize=None if prize == self.prize else prize)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it, for three seconds."""

    tone: Tone
    title: str
    sentence: str
    balance: int | None = None
    change: int = 0
    after: Serving | None = None
    """Whom the panel goes back to: at a till without a POS the amount is still to be typed."""
    exchange: str = ""
    """The id of an exchange, which may have been a mistake."""
    facts: tuple[str, ...] = ()
    """What else has changed, a line each."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A return is to be entered, of a receipt whose number is typed."""

    number: str = ""
    """As it was looked for; empty before."""
    rows: tuple[ReturnRow, ...] = ()
    busy: bool = False
    slate: Slate = field(default_factory=Slate, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Seeking:
    """A receipt has been named and the server asked for it."""

    sale: str


@dataclass(frozen=True, slots=True)
class Returning:
    """A receipt is on the panel, with what the return of `lines` changes. `act` as in `Serving`."""

    sale: ReturnSale
    lines: tuple[BackLine, ...] = ()
    """What the clerk has picked."""
    asking: bool = False
    """The server is asked what they change: until it answers, what `sale` says of it is of other lines."""
    missed: bool = False
    """It did not answer, or refused."""
    act: TakeBack | None = None
    busy: bool = False
    slate: Slate = field(default_factory=Slate, compare=False, repr=False)

    @property
    def unsure(self) -> bool:
        return self.act is not None and not self.busy


Step = Waiting | Looking | Missed | Serving | Done | Finding | Seeking | Returning


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of an act that no panel shows, until somebody has seen it."""

    act: Act
    done: Done


@observed
@dataclass
class Till:
    """The place beside the viewfinder, and every act that nobody has dealt with yet."""

    step: Step = Waiting()
    unsettled: tuple[Act, ...] = ()
    """No answer came that counts, be it still on the panel or overtaken by the next customer."""
    sending: tuple[Act, ...] = ()
    """On their way now, for the first time or again."""
    settled: tuple[Settled, ...] = ()
    parked: tuple[Serving, ...] = ()
    """Whose word on the phone was still asked for when the next customer came."""
    camera: Literal["starting", "on", "off"] = "starting"
    cameras: tuple[str, ...] = ()
    """Their names, once one has been opened."""
    dark: bool = False
    """A light was asked for, and the camera has none."""
    tried: tuple[Scan, ...] = ()
    """What was read where the scanner is tried, the newest first."""
    slate: Slate = field(default_factory=Slate)
    """What is being typed beside the panel."""

    def park(self) -> None:
        """The panel is about to show something else: what has no answer yet stays known."""
        self.parked = self.asked

    def put_by(self, act: Act) -> None:
        """No answer came."""
        if act not in self.unsettled:
            self.unsettled = (*self.unsettled, act)
        self._unpark(act)

    def answered(self, act: Act) -> None:
        """By the server, wherever it was asked from."""
        self.unsettled = tuple(one for one in self.unsettled if one != act)
        self._unpark(act)

    def _unpark(self, act: Act) -> None:
        self.parked = tuple(one for one in self.parked if one.act != act)

    def at(self, act: Act) -> Serving | Returning | None:
        """The panel, where it shows this act."""
        step = self.step
        return step if isinstance(step, (Serving, Returning)) and step.act == act else None

    @property
    def asked(self) -> tuple[Serving, ...]:
        """Whose word is asked for, the one on the panel last."""
        step = self.step
        return (*self.parked, step) if isinstance(step, Serving) and step.asking is not None else self.parked

    @property
    def unanswered(self) -> tuple[Act, ...]:
        """What is on its way too."""
        return tuple(dict.fromkeys((*self.unsettled, *self.sending)))

    @property
    def refused(self) -> tuple[Act, ...]:
        return tuple(one.act for one in self.settled if one.done.tone == "bad")

    @property
    def waits(self) -> int:
        """How many want somebody. What is just being sent does not yet."""
        return len(self.unsettled) + len(self.asked) + len(self.refused)
