"""`make soak`: what the tests show in minutes, shown for longer. 400 power cuts of the till, then the books of every one."""

import asyncio
import sys
import tempfile
from pathlib import Path

from backend.db.engine import Database
from backend.migrations import migrate
from tests.backend.till.power import MEMBERS, cut, ready

CUTS = 400


async def power(folder: Path) -> int:
    """How many cuts lost something or left the books wrong."""
    template = folder / "brand.db"
    database = Database.open(f"sqlite:///{template}")
    await migrate(database)
    await database.close()
    shop = await ready(f"sqlite:///{template}", *MEMBERS)
    bad = acknowledged = 0
    for seed in range(CUTS):
        found = await cut(shop, template, folder / "cut", seed)
        acknowledged += found.acknowledged
        if found.lost or found.wrong:
            bad += 1
            print(f"\ncut {seed}: {found.lost} of {found.acknowledged} lost; {found.wrong}")
        print(f"\r{seed + 1}/{CUTS} power cuts, {acknowledged} operations acknowledged, {bad} cuts with a loss", end="", flush=True)
    print()
    return bad


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tamaru-soak-") as folder:
        sys.exit(1 if asyncio.run(power(Path(folder))) else 0)


if __name__ == "__main__":
    main()
