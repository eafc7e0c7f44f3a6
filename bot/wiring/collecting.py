"""What is sent to an OpenTelemetry collector, and how little of anybody's time it may take."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.metadata import version

import structlog
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import (
    MetricExportResult,
    MetricsData,
    PeriodicExportingMetricReader,
)
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExportResult

EXPORT_S = 2.0
"""How long a collector may take for one batch; the library's own 10 outlast a stop."""
LAST_S = 1.0
"""How long a stop waits for what was not sent yet."""


class _Reach:
    """Says once that a collector does not take a signal, `traces` or `metrics`, and that it does.

    Each is told apart: a collector may take one of them alone.
    """

    def __init__(self, signal: str) -> None:
        self._signal = signal
        self._reached = True
        self._ended = False
        self._hearing = threading.Lock()

    def hears(self, *, taken: bool) -> None:
        """Hear, from any thread, whether a batch was taken."""
        with self._hearing:
            if taken is self._reached or self._ended:
                return
            self._reached = taken
            if taken:
                structlog.get_logger().info("collector_reached", signal=self._signal)
            else:
                structlog.get_logger().warning("collector_unreachable", signal=self._signal)

    def end(self, *, sent: bool) -> None:
        """Say nothing more but that the last was not `sent`: it is not waited for."""
        if not sent:
            self.hears(taken=False)
        with self._hearing:
            self._ended = True


class _Spans(OTLPSpanExporter):
    """Sends spans."""

    def __init__(self, address: str, reach: _Reach) -> None:
        super().__init__(f"{address}v1/traces", timeout=EXPORT_S)
        self._reach = reach

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send some, and let be known whether they were taken."""
        result = super().export(spans)
        self._reach.hears(taken=result is SpanExportResult.SUCCESS)
        return result


class _Figures(OTLPMetricExporter):
    """Sends figures."""

    def __init__(self, address: str, reach: _Reach) -> None:
        super().__init__(f"{address}v1/metrics", timeout=EXPORT_S)
        self._reach = reach

    def export(
        self, metrics_data: MetricsData, timeout_millis: float | None = 10_000, **more: object
    ) -> MetricExportResult:
        """Send them, and let be known whether they were taken."""
        result = super().export(metrics_data, timeout_millis, **more)
        self._reach.hears(taken=result is MetricExportResult.SUCCESS)
        return result


class Collector:
    """Sends traces as they come and figures once a minute, from threads of its own."""

    def __init__(self, address: str) -> None:
        """`address` is where the collector listens, without `v1/...`."""
        about = Resource({"service.name": "checkpost", "service.version": version("checkpost")})
        # What the library says of it comes with every batch, and in words about timeouts of zero.
        logging.getLogger("opentelemetry.exporter").setLevel(logging.CRITICAL)
        self._reaches = _Reach("traces"), _Reach("metrics")
        spans, figures = _Spans(address, self._reaches[0]), _Figures(address, self._reaches[1])
        # By default both are shut down once more as the interpreter ends, one after the other.
        self._traces = TracerProvider(resource=about, shutdown_on_exit=False)
        self._traces.add_span_processor(BatchSpanProcessor(spans))
        reader = PeriodicExportingMetricReader(figures, export_timeout_millis=1000 * EXPORT_S)
        self._figures = MeterProvider([reader], about, shutdown_on_exit=False)
        self.tracer = self._traces.get_tracer("checkpost")
        self.meter = self._figures.get_meter("checkpost")

    async def close(self) -> None:
        """Send what is left, as far as the collector takes it in `LAST_S` seconds."""
        works = (self._traces.shutdown, self._figures.shutdown)
        ended = await asyncio.to_thread(_run_all, works, LAST_S)
        for reach, sent in zip(self._reaches, ended, strict=True):
            reach.end(sent=sent)


def _run_all(works: Sequence[Callable[[], None]], seconds: float) -> list[bool]:
    """Run all of it at once, and go on after so many seconds; return which do not run any more."""
    ends = time.monotonic() + seconds
    # Daemons: a process that ends does not wait for them.
    threads = [threading.Thread(target=_quietly, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, ends - time.monotonic()))
    return [not thread.is_alive() for thread in threads]


def _quietly(work: Callable[[], None]) -> None:
    with suppress(Exception):  # a collector's trouble is told where it is sent to
        work()
