"""The child of `test_kill`: rings sales as fast as it can and prints each answer once it has it, until it is killed."""

import asyncio
import os
import sys

from backend.db.engine import Database
from backend.till.operations import Accepted
from tests.backend.till.shop import Shop, sale


async def ring(shop: Shop, name: str) -> None:
    for n in range(100_000):
        number = f"{name}-{n}"
        outcome = await shop.ring(sale(number, 1000), who=shop.code("hanako"))
        if isinstance(outcome, Accepted):
            os.write(1, f"{number} ".encode() + outcome.answer + b"\n")
            if n % 10 == 0:
                os.fsync(1)


async def main(url: str, name: str) -> None:
    shop = Shop(Database.open(url))
    await shop.join(f"hanako{name}")
    shop.members["hanako"] = shop.members[f"hanako{name}"]
    await asyncio.gather(*[ring(shop, f"{name}-{client}") for client in range(16)])


asyncio.run(main(*sys.argv[1:]))
