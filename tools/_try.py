import tools.bench.crowd as C, sys, asyncio, time

C.MEMBERS = int(sys.argv[1])
orig = C.Person.use
C.PATIENCE = 20
log = {}


async def use(self, until):
    try:
        await orig(self, until)
    except TimeoutError:
        print("TIMEOUT", self._bar, self._tab, len(self.taken))
        for l in log.get(id(self), [])[-14:]:
            print("   ", l)
    except Exception as e:
        print("EXC", repr(e))


C.Person.use = use
os_ = C.Person._say


async def say(self, action, body):
    log.setdefault(id(self), []).append((round(time.perf_counter(), 2), ">", action, str(body)[:120]))
    await os_(self, action, body)


C.Person._say = say
cur = {}
ol = C.Person.listen


async def listen(self):
    import contextlib
    from websockets.exceptions import ConnectionClosed

    with contextlib.suppress(ConnectionClosed):
        while True:
            data = await self._line.recv(decode=False)
            action, body = C.unpacked(data)
            if len(data) > 160 or action != 2:
                log.setdefault(id(self), []).append((round(time.perf_counter(), 2), "<", action, len(data), str(body)[:230]))
            if action == C.CALL:
                await self._obey(body)
            elif action == C.PATCH and (bar := C._bar_in(body)) is not None:
                self._bar = bar
                self._changed.set()


C.Person.listen = listen
print(C.run())
