"""What can be counted without naming anybody: by route, code, size and time. Labels come from our own lists, never from a request."""

import contextlib
import http.server
import threading
from collections.abc import Callable, Generator
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, start_http_server

from shared.clock import Clock

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class Metrics:
    """One registry for each application, so that two in one process do not mix."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.registry = CollectorRegistry()
        self._requests = Counter("tamaru_requests", "Answers.", ("method", "route", "status"), registry=self.registry)
        self._seconds = Histogram("tamaru_request_seconds", "Time to the last byte.", ("route",), buckets=SECONDS, registry=self.registry)
        self._refused = Counter("tamaru_refusals", "Refusals by the catalogue's code.", ("code",), registry=self.registry)
        self._batch = Histogram("tamaru_till_batch_size", "Pieces of work in one commit.", buckets=SIZES, registry=self.registry)
        self._commit = Histogram("tamaru_till_batch_seconds", "From taking a batch to its commit.", buckets=SECONDS, registry=self.registry)
        self._of: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        found = self._of.get((method, route, status))
        if found is None:  # looked up once: it costs more than counting, and there are only as many as our lists allow
            found = self._of[method, route, status] = (self._requests.labels(method, route, str(status)), self._seconds.labels(route))
        count, took = found
        count.inc()
        took.observe(seconds)

    def refused(self, code: str) -> None:
        self._refused.labels(code).inc()

    @contextlib.contextmanager
    def batch(self, size: int) -> Generator[None]:
        """Around one commit; called in the writer's thread."""
        begun = self._clock.monotonic()
        try:
            yield
        finally:
            self._batch.observe(size)
            self._commit.observe(self._clock.monotonic() - begun)

    def gauge(self, name: str, text: str, read: Callable[[], float]) -> None:
        """`read` is called at each look, in another thread."""
        Gauge(name, text, registry=self.registry).set_function(read)

    def text(self) -> str:
        return generate_latest(self.registry).decode()


@contextlib.contextmanager
def listening(metrics: Metrics, port: int) -> Generator[None]:
    """`GET /metrics` on a port of its own, on loopback alone: a collector runs beside the server or comes through a tunnel."""
    if not port:
        yield
        return
    server, thread = start_http_server(port, addr="127.0.0.1", registry=metrics.registry)
    try:
        yield
    finally:
        _stop(server, thread)


def _stop(server: "WSGIServer | http.server.HTTPServer", thread: threading.Thread) -> None:
    server.shutdown()
    server.server_close()
    thread.join()
