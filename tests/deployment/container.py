"""The container file: built, run as it is meant to be, asked something, and stopped."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.deployment.tools import READY_S, STOP_S, Broken, Report, Skipped, program, run, slack

ROOT = Path(__file__).parents[2]
_BASE = "docker.io/library/python:3.13-slim"  # as the container file says itself


def engine() -> str:
    """Return what runs containers here. Raises `Skipped`."""
    return program("podman", "docker")


@asynccontextmanager
async def image(base: str | None) -> AsyncIterator[str]:
    """Build the image and remove it again; `base` is another image to build it on.

    Raises `Skipped` where the base cannot be had, and `Broken` where it does not build.
    CONTAINER_BUILD holds more arguments for the builder: where packages come from, for example.
    """
    base = base or _BASE
    if (await run(engine(), "image", "inspect", base, expect=None)).code:
        fetched = await run(engine(), "pull", base, expect=None)
        if fetched.code:
            raise Skipped(f"{base} cannot be fetched here; name another with BASE=")
    name = f"localhost/checkpost-check:{os.getpid()}"
    more = shlex.split(os.environ.get("CONTAINER_BUILD", ""))
    if "podman" in engine():
        more += ["--format", "docker"]
    arguments = ["--build-arg", f"PYTHON={base}", "-f", str(ROOT / "Containerfile"), "-t", name]
    await run(engine(), "build", *more, *arguments, str(ROOT))
    try:
        yield name
    finally:
        await run(engine(), "rmi", "--force", name, expect=None)


async def check(report: Report, base: str | None = None) -> None:
    """Look at everything that docs/operations.md says of the container."""
    async with image(base) as built:
        report.ok(f"it is built on {base or _BASE}")
        await _runs(report, built)


async def _runs(report: Report, built: str) -> None:
    podman, name = engine(), f"checkpost-check-{os.getpid()}"
    # Nothing to write to but /data, no capability, and Slack on this machine's loopback.
    how = ["--network", "host", "--read-only", "--cap-drop", "ALL"]
    how += ["--security-opt", "no-new-privileges"]
    async with slack() as here:
        given = [part for each in here.settings.items() for part in ("-e", "=".join(each))]
        try:
            await run(podman, "run", "--detach", "--name", name, *how, *given, built)
            report.ok(f"it takes work after {await here.ready():.1f} s, with nothing but /data")
            await here.checks()
            report.ok("it answers a command")
            await _is_nobody(report, name)
            await _is_healthy(report, name)
            await _stops(report, name)
        except Broken:
            report.note((await run(podman, "logs", name, expect=None)).said)
            raise
        finally:
            await run(podman, "rm", "--force", "--volumes", name, expect=None)


async def _is_nobody(report: Report, name: str) -> None:
    user = (await run(engine(), "exec", name, "id", "-u")).said
    if user == "0":
        raise Broken("it runs as root")
    report.ok(f"it runs as user {user}")


async def _is_healthy(report: Report, name: str) -> None:
    if "podman" in engine():
        await run(engine(), "healthcheck", "run", name, within=READY_S)
    else:
        says = ["inspect", "--format", "{{.State.Health.Status}}", name]
        health = (await run(engine(), *says)).said
        if health not in {"healthy", "starting"}:
            raise Broken(f"its health is {health}")
    report.ok("its health check says that it is well")


async def _stops(report: Report, name: str) -> None:
    began = time.monotonic()
    await run(engine(), "stop", "--time", "15", name, within=READY_S)
    took = time.monotonic() - began
    code = (await run(engine(), "inspect", "--format", "{{.State.ExitCode}}", name)).said
    if code != "0" or took > STOP_S:
        raise Broken(f"it stopped after {took:.1f} s with exit code {code}")
    report.ok(f"it stops after {took:.1f} s with exit code 0")
