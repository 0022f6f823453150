"""`make demo`: a small shop at work on this machine, all of it on loopback.

FRESH=1 make demo     begins again with a new shop
Ctrl-C                ends it; the next start goes on where it stopped
"""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TextIO

import httpx
import msgspec

from shared.client import ManagerApi
from shared.clock import SetClock, SystemClock
from shared.wire import staff
from tools.demo.pos import YOURS
from tools.demo.server import in_process
from tools.demo.shop import Maker, Shop

DATA = Path("build/demo")
API, MEMBER, STAFF = (f"http://127.0.0.1:{port}" for port in (8550, 8551, 8552))
BAR = 32


def show(share: float) -> None:
    """One line that fills up."""
    full = round(share * BAR)
    print(f"\r  お店の準備 {'█' * full}{'░' * (BAR - full)} {share:4.0%}", end="", flush=True)


async def prepare() -> Shop:
    """The shop as it stands, or a new one; the folder appears only when it is complete."""
    if (DATA / "demo.json").exists():
        return msgspec.json.decode((DATA / "demo.json").read_bytes(), type=Shop)
    part = DATA.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    clock = SetClock(SystemClock().now())
    async with in_process(part, clock) as server:
        shop = await Maker(server.url, clock, server.mailbox).make(server.setup_token, show)
    print()
    (part / "demo.json").write_bytes(msgspec.json.encode(shop))
    shutil.rmtree(DATA, ignore_errors=True)
    part.rename(DATA)
    return shop


def start(*command: str) -> subprocess.Popen[bytes]:
    """A process of ours, in its own group, so that Ctrl-C reaches the parent alone and it ends them in order."""
    return subprocess.Popen([sys.executable, "-m", *command], start_new_session=True)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers; a process that ended first is a fault."""
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit(f"{url}: the process ended with {process.returncode}; is the port in use?")
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(url, timeout=1, trust_env=False)
            return
        time.sleep(0.1)
    raise SystemExit(f"{url} did not answer within 30 s")


async def enrolment(shop: Shop) -> str:
    """A fresh code that enrols your tablet, from the manager at the shop's own one."""
    till = shop.tills[0]
    async with ManagerApi(API, till.device) as api:
        api.token = (await api.unlock(staff.Unlock(staff=shop.manager, pin=shop.manager_pin))).token
        asked = staff.NewEnrolment(store=till.store, device_name="あなたのタブレット", terminal=YOURS)
        return (await api.enrolment(asked)).token


def tell(shop: Shop, code: str) -> None:
    print(f"""
  こもれびベーカリー is open.

  会員証 Member   {MEMBER}/
                  sign in as {shop.people[0].email}, or join as a new customer: {MEMBER}/join/{shop.tills[0].store}
  メール Mail     {API}/mailbox        (the six-digit codes arrive here)
  スタッフ Staff  {STAFF}/
                  enrolment code (once, 10 minutes; Enter prints a new one): {code}
                  佐藤 恵 (manager) PIN {shop.manager_pin} · 鈴木 葵 (cashier) PIN 739204

  Scan the member's code on the tablet: the next sale at that till (every 12 s) becomes points on the open card.
  Ctrl-C ends the demo; the next `make demo` goes on from here. FRESH=1 make demo begins again.
""")


def asked_at(lines: TextIO) -> threading.Event:
    """Set whenever somebody presses Enter; a demo without a terminal is never asked."""
    entered = threading.Event()

    def listen() -> None:
        for _ in lines:
            entered.set()

    threading.Thread(target=listen, daemon=True).start()
    return entered


def main() -> None:
    if os.environ.get("FRESH"):
        shutil.rmtree(DATA, ignore_errors=True)
    shop = asyncio.run(prepare())
    running: list[subprocess.Popen[bytes]] = []
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        for url, command in (
            (API + "/v1/health", ("backend", "--data", str(DATA), "--port", "8550", "--mail", "mailbox")),
            (MEMBER + "/", ("app_member", "--web", "--port", "8551", "--api", API, "--data", str(DATA / "member"))),
            (STAFF + "/", ("app_staff", "--web", "--port", "8552", "--api", API, "--data", str(DATA / "staff"))),
        ):
            running.append(start(*command))
            wait_for(url, running[-1])
        running.append(start("tools.demo.pos", "--url", API, "--shop", str(DATA / "demo.json")))
        tell(shop, asyncio.run(enrolment(shop)))
        entered = asked_at(sys.stdin)
        while all(process.poll() is None for process in running):
            time.sleep(0.3)
            if entered.is_set():
                entered.clear()
                print("  enrolment code:", asyncio.run(enrolment(shop)))
    except KeyboardInterrupt:
        print("\n  また明日。 Closing the shop …")
    finally:
        stop(running)


def stop(running: list[subprocess.Popen[bytes]]) -> None:
    """Last started, first ended; one that will not is killed after five seconds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for process in reversed(running):
        process.terminate()
    for process in reversed(running):
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    main()
