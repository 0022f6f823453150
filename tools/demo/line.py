"""The line between the apps and the server, which breaks and comes back.

    python -m tools.demo.line --listen 8553 --to 8550 --up 45 --down 30

What is connected when it breaks is cut off, and nobody gets in until it is back: as when the shop's router is unplugged.
"""

import argparse
import asyncio
import contextlib
import signal

HOST = "127.0.0.1"
CHUNK = 65_536


class Line:
    def __init__(self, listen: int, to: int) -> None:
        self._listen, self._to = listen, to
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def restore(self) -> None:
        self._server = await asyncio.start_server(self._carry, HOST, self._listen)

    def cut(self) -> None:
        if self._server is not None:
            self._server.close()
        for writer in self._open:
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection(HOST, self._to)
            await asyncio.gather(self._pour(reader, far_writer), self._pour(far_reader, writer))
        writer.close()

    async def _pour(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Until one end is closed, which closes the other."""
        self._open.add(writer)
        try:
            while part := await reader.read(CHUNK):
                writer.write(part)
                await writer.drain()
        finally:
            self._open.discard(writer)
            writer.close()


async def run(line: Line, up: float, down: float) -> None:
    while True:
        await line.restore()
        print(f"  回線 ●  the line is up for {up:g} s", flush=True)
        await asyncio.sleep(up)
        line.cut()
        print(f"  回線 ○  the line is cut for {down:g} s", flush=True)
        await asyncio.sleep(down)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listen", type=int, required=True)
    parser.add_argument("--to", type=int, required=True)
    parser.add_argument("--up", type=float, default=45)
    parser.add_argument("--down", type=float, default=30)
    args = parser.parse_args()
    line = Line(args.listen, args.to)
    task = asyncio.ensure_future(run(line, args.up, args.down))
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
    line.cut()


if __name__ == "__main__":
    asyncio.run(main())
