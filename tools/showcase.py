"""Puts a selection of the pictures in build/screens, smaller, into docs/screens: what README and docs show. `python -m tools.showcase`.

`python -m tools.pictures` leaves them there, and the journey of the approval its own; of the screens, those that are missing are taken now.
Where the journey has not been run, its pictures stay as they are.
"""

import asyncio
from pathlib import Path

from PIL import Image

from shared.i18n import Language
from tools.pictures.looks import APPS, SIZES, Look, photograph

SOURCE, TARGET = Path("build/screens"), Path("docs/screens")
SHOWN = {
    "member": (
        *("join", "card", "points", "why", "prizes", "coupon-kinds", "coupon-chosen", "coupons-used"),
        *("receipts", "receipts-search", "receipt", "notices", "own-fields", "takeover"),
    ),
    "approval": ("1-asked", "4-account"),
    "staff": (
        *("enrol", "lock", "pin", "scan", "redeem", "panel-known", "panel-coupons", "result", "unsure", "return", "queue", "device"),
        *("kiosk", "kiosk-arrived", "kiosk-question"),
        *("today", "board-sales", "board-stores", "board-items", "board-hours", "members", "members-one"),
        *(
            "team",
            "team-enrol",
            "cases",
            "log",
            "office",
            "settings-look",
            "settings-rules",
            "settings-rules-form",
            "keeping-stamps",
            "settings-news",
            "keeping-coupon-new",
            "keeping-goods",
            "keeping-tills",
        ),
    ),
}
LOOKS = ("ja-light", "en-dark")
SIZE = {"member": "-390x844", "approval": "", "staff": "-1280x800"}
WIDTH = {"member": 390, "approval": 390, "staff": 960}


def shown(app: str, language: Language) -> list[Look]:
    """One light, one dark, at the size that the screens are designed for."""
    return [Look(language, "light" if language == "ja" else "dark", SIZES[app][0])]


def _picture(app: str, screen: str, look: str) -> Path:
    return SOURCE / app / f"{screen}-{look}{SIZE[app]}.png"


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for app in APPS:
        missing = {screen for screen in SHOWN[app] for look in LOOKS if not _picture(app, screen, look).exists()}
        if missing:
            print("\n".join(asyncio.run(photograph(app, missing.__contains__, shown)).lines()))
    for app, screens in SHOWN.items():
        for screen in screens:
            for look in LOOKS:
                source = _picture(app, screen, look)
                if app not in APPS and not source.exists():
                    continue
                picture = Image.open(source).convert("RGB")
                picture.thumbnail((WIDTH[app], 2000))
                picture.quantize(256, method=Image.Quantize.MEDIANCUT).save(TARGET / f"{app}-{screen}-{look}.png", optimize=True)


if __name__ == "__main__":
    main()
