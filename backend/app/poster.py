"""`python -m backend poster --store honten --address https://card.example.jp/member poster.pdf`: the QR for the counter, A4."""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from backend.coupons.posters import poster_of
from backend.db.engine import Database
from backend.problems import Refused
from backend.settings import ADDRESS, Settings, place
from backend.stores.poster import Poster, poster
from shared.clock import SystemClock


def run(arguments: Sequence[str]) -> int:
    """0, or 1 when there is no such store."""
    parser = argparse.ArgumentParser(prog="python -m backend poster", description="The QR for the counter, as a PDF of one page.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--store", required=True)
    said = os.environ.get("TAMARU_CARD_ADDRESS", "")
    parser.add_argument("--address", default=said, help="where customers open the card, such as https://card.example.jp/member")
    parser.add_argument("--language", choices=("ja", "en"), default="ja")
    place(parser)
    args = parser.parse_args(arguments)
    if not ADDRESS.fullmatch(args.address):
        parser.error("where do customers open the card? Say --address, or TAMARU_CARD_ADDRESS for all that this server prints")
    shown = asyncio.run(_read(Settings(data=args.data, database=args.database).url, args.store, args.address, args.language))
    if shown is None:
        sys.stderr.write(f"there is no store {args.store}\n")
        return 1
    args.file.write_bytes(poster(shown, args.language, SystemClock().now()))
    sys.stdout.write(f"{args.file}: {shown.link}\n")
    return 0


async def _read(url: str, store: str, address: str, language: str) -> Poster | None:
    """What stands on it, or None when there is no such store."""
    database = Database.open(url)
    try:
        found = await poster_of(database, SystemClock(), store, address, language)
        return None if isinstance(found, Refused) else found
    finally:
        await database.close()
