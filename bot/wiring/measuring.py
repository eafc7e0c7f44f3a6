"""Prometheus metrics and OpenTelemetry traces, both off unless the settings ask for them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.settings import Settings
from bot.telemetry import Silence, Telemetry

if TYPE_CHECKING:
    from opentelemetry.metrics import CallbackOptions, Meter, Observation
    from opentelemetry.trace import Tracer

    from bot.wiring.collecting import Collector

_QUICK = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 3.0)
_SLOW = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 25.0, 60.0)


class Measured:
    """The `Telemetry` port of bot.telemetry, and the page that Prometheus reads."""

    def __init__(self, tracer: Tracer | None = None, meter: Meter | None = None) -> None:
        """Without a `tracer` nothing is traced, and without a `meter` no figure is sent."""
        self._registry = CollectorRegistry()
        self._tracer = tracer
        self._meter = meter
        self._carded = Histogram(
            "checkpost_first_card_seconds",
            "From Slack's delivery to the rules' card",
            buckets=_QUICK,
            registry=self._registry,
        )
        self._reviews = Counter(
            "checkpost_reviews", "Reviews by how they ended", ["status"], registry=self._registry
        )
        self._reviewed = Histogram(
            "checkpost_review_seconds", "The model's time", buckets=_SLOW, registry=self._registry
        )
        self._delivered = Histogram(
            "checkpost_delivery_seconds",
            "From the review to its author",
            buckets=_QUICK,
            registry=self._registry,
        )

    def carded(self, seconds: float) -> None:
        """Count a first card."""
        self._carded.observe(seconds)

    def reviewed(self, status: str, seconds: float) -> None:
        """Count a review."""
        self._reviews.labels(status).inc()
        self._reviewed.observe(seconds)

    def delivered(self, seconds: float) -> None:
        """Count a delivery."""
        self._delivered.observe(seconds)

    def span(self, name: str) -> AbstractContextManager[object]:
        """Trace a stretch of work by its name alone."""
        if self._tracer is None:
            return nullcontext()
        # An exception's text may quote a draft, so the library is not to write it down.
        return self._tracer.start_as_current_span(
            name, record_exception=False, set_status_on_exception=False
        )

    def watch(self, name: str, says: str, value: Callable[[], float]) -> None:
        """Add a figure that is asked for whenever somebody looks."""
        Gauge(f"checkpost_{name}", says, registry=self._registry).set_function(value)
        if self._meter is not None:
            self._meter.create_observable_gauge(
                f"checkpost.{name}", [_observed(value)], description=says
            )

    def page(self) -> bytes:
        """Return all of it in Prometheus's text format."""
        return generate_latest(self._registry)


def make_telemetry(settings: Settings, collector: Collector | None) -> Measured | None:
    """Return what the settings ask for, None where they ask for nothing."""
    if collector is not None:
        return Measured(collector.tracer, collector.meter)
    return Measured() if settings.checkpost_metrics else None


def make_collector(settings: Settings) -> Collector | None:
    """Return what sends to the collector that the settings name, if they name one."""
    if settings.otel_exporter_otlp_endpoint is None:
        return None
    from bot.wiring.collecting import Collector  # noqa: PLC0415 -- heavy

    return Collector(settings.otel_exporter_otlp_endpoint)


def _observed(
    value: Callable[[], float],
) -> Callable[[CallbackOptions], list[Observation]]:
    from opentelemetry.metrics import Observation  # noqa: PLC0415 -- heavy

    return lambda _options: [Observation(value())]


def or_silence(measured: Measured | None) -> Telemetry:
    """Return what measures, or the silence."""
    return measured or Silence()
