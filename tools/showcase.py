"""Copies a selection of build/screens, smaller, to docs/screens: what README and docs show. `python -m tools.showcase` after the pictures are renewed."""

from pathlib import Path

from PIL import Image

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


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for app, screens in SHOWN.items():
        for screen in screens:
            for look in LOOKS:
                picture = Image.open(SOURCE / app / f"{screen}-{look}{SIZE[app]}.png").convert("RGB")
                picture.thumbnail((WIDTH[app], 2000))
                picture.quantize(128, method=Image.Quantize.MEDIANCUT).save(TARGET / f"{app}-{screen}-{look}.png", optimize=True)


if __name__ == "__main__":
    main()
