"""Figures and traces: off by default, and without a word about topics, verdicts or people."""

from __future__ import annotations

import asyncio
import re
import socket

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader, NumberDataPoint
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from bot.settings import Settings, load_settings
from bot.telemetry import Silence
from bot.wiring.collecting import Collector
from bot.wiring.measuring import Measured, make_collector, make_telemetry, or_silence


def names(page: bytes) -> set[str]:
    return set(re.findall(r"^# TYPE (\S+)", page.decode(), re.MULTILINE))


def test_nothing_is_measured_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_collector(load_settings()) is None
    assert make_telemetry(load_settings(), None) is None
    assert isinstance(or_silence(None), Silence)
    monkeypatch.setenv("CHECKPOST_METRICS", "true")
    assert make_telemetry(load_settings(), None) is not None


def test_the_page_has_durations_statuses_and_ages_and_no_label_but_the_status() -> None:
    measured = Measured()
    measured.carded(0.02)
    measured.reviewed("timeout", 25.0)
    measured.delivered(0.1)
    measured.watch("in_flight", "Checks under way", lambda: 3)

    page = measured.page()

    assert {name for name in names(page) if not name.endswith("_created")} == {
        "checkpost_first_card_seconds",
        "checkpost_reviews_total",
        "checkpost_review_seconds",
        "checkpost_delivery_seconds",
        "checkpost_in_flight",
    }
    assert b'checkpost_reviews_total{status="timeout"} 1.0' in page
    assert b"checkpost_in_flight 3.0" in page
    assert set(re.findall(rb"[{,](\w+)=", page)) == {b"status", b"le"}


def test_a_trace_names_its_step_and_nothing_else_even_where_it_breaks() -> None:
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    measured = Measured(provider.get_tracer("test"))

    with measured.span("review"):
        pass
    with pytest.raises(ValueError, match="Tidewatch"), measured.span("deliver"):
        raise ValueError("Try Tidewatch, it is the best")

    spans = kept.get_finished_spans()
    assert [span.name for span in spans] == ["review", "deliver"]
    assert all(not span.events and not span.attributes for span in spans)
    assert "Tidewatch" not in "".join(span.to_json() for span in spans)


def test_a_figure_that_is_watched_goes_to_the_collector_too_by_its_name_alone() -> None:
    reader = InMemoryMetricReader()
    measured = Measured(meter=MeterProvider([reader]).get_meter("test"))
    measured.watch("queue_waiting", "Work that waits for room", lambda: 7)

    told = reader.get_metrics_data()

    assert told is not None
    [figure] = told.resource_metrics[0].scope_metrics[0].metrics
    [point] = figure.data.data_points
    assert figure.name == "checkpost.queue_waiting"
    assert isinstance(point, NumberDataPoint)
    assert (point.value, dict(point.attributes or {})) == (7, {})


def measured_by(address: str) -> Collector:
    """A collector, and a figure and a span that it is to be sent."""
    settings = Settings(otel_exporter_otlp_endpoint=address)
    collector = make_collector(settings)
    measured = make_telemetry(settings, collector)
    assert collector is not None
    assert measured is not None
    measured.watch("in_flight", "Checks under way", lambda: 3)
    with measured.span("review"):
        pass
    return collector


@pytest.mark.parametrize("listens", [True, False])
async def test_a_collector_that_never_answers_holds_nobody_up_and_is_named_once(
    caplog: pytest.LogCaptureFixture, *, listens: bool
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:  # accepts, and nobody reads
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        if not listens:
            deaf.close()
        with structlog.testing.capture_logs() as logs:
            collector = measured_by(address)
            async with asyncio.timeout(5.0):  # a deadline and no measurement
                await collector.close()

    assert sorted((log["signal"], log["event"], log["log_level"]) for log in logs) == [
        ("metrics", "collector_unreachable", "warning"),
        ("traces", "collector_unreachable", "warning"),
    ]
    assert caplog.records == []


async def test_a_collector_that_takes_traces_alone_is_named_once_for_the_figures() -> None:
    refused, told = asyncio.Event(), 0

    async def take(request: web.Request) -> web.Response:
        nonlocal told
        if request.path == "/v1/metrics":
            refused.set()
            return web.Response(status=404)
        await refused.wait()
        told += 1
        return web.Response()

    app = web.Application()
    app.router.add_post("/v1/{kind}", take)
    async with TestServer(app) as server:
        collector = measured_by(str(server.make_url("/")))
        for _ in range(600):  # more than one batch
            collector.tracer.start_span("review").end()
        with structlog.testing.capture_logs() as logs:
            await collector.close()

    assert told > 1
    assert [(log["signal"], log["event"]) for log in logs] == [("metrics", "collector_unreachable")]


async def test_what_was_not_sent_yet_is_sent_at_the_end() -> None:
    told: list[str] = []

    async def take(request: web.Request) -> web.Response:
        told.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_post("/v1/{kind}", take)
    async with TestServer(app) as server:
        with structlog.testing.capture_logs() as logs:
            await measured_by(str(server.make_url("/"))).close()

    assert sorted(told) == ["/v1/metrics", "/v1/traces"]
    assert logs == []


def test_the_silence_works_like_the_rest() -> None:
    silence = Silence()
    silence.carded(1.0)
    silence.reviewed("ok", 1.0)
    silence.delivered(1.0)
    with silence.span("review"):
        pass
