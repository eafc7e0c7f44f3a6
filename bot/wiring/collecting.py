"""What is sent to an OpenTelemetry collector, and how little of anybody's time it may take."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.metadata import version

from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

EXPORT_S = 2.0
"""How long a collector may take for one batch; the library's own 10 outlast a stop."""
LAST_S = 1.0
"""How long a stop waits for what was not sent yet."""


class Collector:
    """Sends traces as they come and figures once a minute, from threads of its own."""

    def __init__(self, address: str) -> None:
        """`address` is where the collector listens, without `v1/...`."""
        about = Resource({"service.name": "checkpost", "service.version": version("checkpost")})
        spans = OTLPSpanExporter(f"{address}v1/traces", timeout=EXPORT_S)
        figures = OTLPMetricExporter(f"{address}v1/metrics", timeout=EXPORT_S)
        # By default both are shut down once more as the interpreter ends, one after the other.
        self._traces = TracerProvider(resource=about, shutdown_on_exit=False)
        self._traces.add_span_processor(BatchSpanProcessor(spans))
        reader = PeriodicExportingMetricReader(figures, export_timeout_millis=1000 * EXPORT_S)
        self._figures = MeterProvider([reader], about, shutdown_on_exit=False)
        self.tracer = self._traces.get_tracer("checkpost")
        self.meter = self._figures.get_meter("checkpost")

    async def close(self) -> None:
        """Send what is left, as far as the collector takes it in `LAST_S` seconds."""
        await asyncio.to_thread(_run_all, (self._traces.shutdown, self._figures.shutdown), LAST_S)


def _run_all(works: Sequence[Callable[[], None]], seconds: float) -> None:
    """Run all of it at once, and go on after so many seconds, whatever still runs."""
    ends = time.monotonic() + seconds
    # Daemons: a process that ends does not wait for them.
    threads = [threading.Thread(target=_quietly, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, ends - time.monotonic()))


def _quietly(work: Callable[[], None]) -> None:
    with suppress(Exception):  # a collector's trouble is told where it is sent to
        work()
