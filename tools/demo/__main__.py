"""`make demo`: a shop at work on this machine, all of it on loopback.

SCENE=busy make demo      the tills ring many times a second
SCENE=offline make demo   the line of the apps breaks and comes back
SCENE=empty make demo     set up, and nothing else
SCENE=million make demo   a million members (some minutes, once)
FRESH=1 make demo         begins again with a new shop
Ctrl-C                    ends it; the next start goes on where it stopped
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
from typing import TextIO

import httpx

from backend.__main__ import loop_factory
from shared.client import ManagerApi
from shared.wire import staff
from tools.demo import goods
from tools.demo.history import HEROINE
from tools.demo.pos import YOURS
from tools.demo.scenes import KEPT, SCENES, Scene, ready
from tools.demo.shop import Shop

API, MEMBER, STAFF, LINE = (f"http://127.0.0.1:{port}" for port in (8550, 8551, 8552, 8553))


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
        asked = staff.NewEnrolment(store=till.store, device_name="あなたのタブレット", terminal=YOURS if shop.connector else None)
        return (await api.enrolment(asked)).token


def tell(scene: Scene, shop: Shop, code: str) -> None:
    join = f"{MEMBER}/join/{shop.tills[0].store}"
    people = goods.STAFF if shop.connector else goods.STAFF[:1]
    hired = "\n".join(f"                  {name} ({role}) PIN {pin}" for name, role, pin, stores in people if shop.tills[0].store in stores)
    member = f"sign in as {HEROINE[1]}, or join as a new customer: {join}" if shop.people else f"nobody yet; join: {join}"
    rings = (
        "\n  Scan the member's code on the tablet: the next sale at that till (every 12 s) becomes points on the open card."
        if shop.connector
        else ""
    )
    print(f"""
  {goods.BRAND} is open.
  {scene.says}

  会員証 Member   {MEMBER}/
                  {member}
  メール Mail     {API}/mailbox        (the six-digit codes arrive here)
  スタッフ Staff  {STAFF}/
                  enrolment code (once, 10 minutes; Enter prints a new one): {code}
{hired}
{rings}
  Ctrl-C ends the demo; the next `make demo` goes on from here. FRESH=1 make demo begins again.
  Other scenes: {", ".join(f"SCENE={name}" for name in SCENES if name != scene.name)}
""")


def asked_at(lines: TextIO) -> threading.Event:
    """Set whenever somebody presses Enter; a demo without a terminal is never asked."""
    entered = threading.Event()

    def listen() -> None:
        for _ in lines:
            entered.set()

    threading.Thread(target=listen, daemon=True).start()
    return entered


def chosen(name: str) -> Scene:
    """Exits with the names when there is none of this one."""
    if name not in SCENES:
        raise SystemExit(f"There is no scene {name}. There are: {', '.join(SCENES)}")
    return SCENES[name]


def open_up(scene: Scene, shop: Shop, running: list[subprocess.Popen[bytes]]) -> None:
    """Starts what belongs to the scene, in order; `running` grows with each."""
    data = scene.data
    api = LINE if scene.breaks else API
    running.append(start("backend", "--data", str(data), "--port", "8550", "--mail", "mailbox", "--card-address", "http://127.0.0.1:8551"))
    wait_for(API + "/v1/health", running[-1])
    if scene.breaks:
        running.append(start("tools.demo.line", "--listen", "8553", "--to", "8550"))
        wait_for(LINE + "/v1/health", running[-1])
    running.append(start("app_member", "--web", "--port", "8551", "--api", api, "--data", str(data / "member")))
    running.append(start("app_staff", "--web", "--port", "8552", "--api", api, "--data", str(data / "staff")))
    wait_for(MEMBER + "/", running[-2])
    wait_for(STAFF + "/", running[-1])
    if shop.connector:
        running.append(start("tools.demo.pos", "--url", API, "--shop", str(data / KEPT), *(["--rush"] if scene.rush else [])))


def main() -> None:
    scene = chosen(os.environ.get("SCENE") or "shop")
    if os.environ.get("FRESH"):
        shutil.rmtree(scene.data, ignore_errors=True)
    running: list[subprocess.Popen[bytes]] = []
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            shop = runner.run(ready(scene))
        open_up(scene, shop, running)
        tell(scene, shop, asyncio.run(enrolment(shop)))
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
