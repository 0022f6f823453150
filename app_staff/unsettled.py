"""Acts whose answer has not come, as the device's vault keeps them: a tablet that is switched off forgets none."""

import msgspec

from app_staff.desk import Act, Grant, Spend, Swap, TakeBack

DRAWER = "unsettled"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    spends: tuple[Spend, ...] = ()
    swaps: tuple[Swap, ...] = ()
    grants: tuple[Grant, ...] = ()
    returns: tuple[TakeBack, ...] = ()


def written(acts: tuple[Act, ...]) -> str:
    kept = Kept(
        spends=tuple(act for act in acts if isinstance(act, Spend)),
        swaps=tuple(act for act in acts if isinstance(act, Swap)),
        grants=tuple(act for act in acts if isinstance(act, Grant)),
        returns=tuple(act for act in acts if isinstance(act, TakeBack)),
    )
    return msgspec.json.encode(kept).decode()


def read(text: str | None) -> tuple[Act, ...]:
    """Raises nothing: what an older app has written is nobody's act any more."""
    if text is None:
        return ()
    try:
        kept = msgspec.json.decode(text, type=Kept)
    except msgspec.MsgspecError:
        return ()
    return (*kept.spends, *kept.swaps, *kept.grants, *kept.returns)
