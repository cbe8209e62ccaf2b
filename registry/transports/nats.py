"""Transport: NATS, plain subjects and what streams keep of them."""

import asyncio
import re
import time

import nats
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error

from crossdock.registry.errors import RegistryError
from crossdock.registry.transport import Listening, Message, Received, Transport

PATIENCE = 3  # seconds for connecting, and for closing
_PARAMETER = re.compile(r"\{[^}]*\}")


def listen_nats(listening: Listening) -> tuple[Received, ...]:
    """Subscribe to subjects, publish what is to be published, and return what was received."""
    try:
        return asyncio.run(_listen(listening))
    except (TimeoutError, Error, OSError) as error:
        reason = str(error) or type(error).__name__
        raise RegistryError(f"`{listening.url}` failed: {reason}", "start the broker, or correct `--target`") from None


async def _listen(listening: Listening) -> tuple[Received, ...]:
    heard: list[Received] = []
    enough = asyncio.Event()
    failures: list[Exception] = []

    async def keep_failure(error: Exception) -> None:
        failures.append(error)

    client = Client()
    # No reconnecting: the client would go to other hosts that the broker names.
    try:
        await client.connect(listening.url, connect_timeout=PATIENCE, allow_reconnect=False, error_cb=keep_failure)
        for address in listening.addresses:
            await _subscribe(client, address, listening, heard, enough)
        await client.flush(PATIENCE)
        for message in listening.publish:
            await client.publish(message.address, message.payload, headers=dict(message.headers))
        await client.flush(PATIENCE)
        await _wait(client, enough, listening.seconds)
        if client.is_closed:
            raise failures[-1] if failures else nats.errors.ConnectionClosedError()
    finally:
        if not client.is_closed:
            await client.close()
    return tuple(heard)


async def _subscribe(
    client: Client, address: str, listening: Listening, heard: list[Received], enough: asyncio.Event
) -> None:
    async def keep(message: Msg) -> None:
        if listening.count is not None and len(heard) >= listening.count:
            return
        headers = tuple((name, str(value)) for name, value in (message.headers or {}).items())
        heard.append(Received(Message(message.subject, message.data, headers), address, time.time()))
        if listening.count is not None and len(heard) >= listening.count:
            enough.set()

    await client.subscribe(_PARAMETER.sub("*", address), cb=keep)


async def _wait(client: Client, enough: asyncio.Event, seconds: float) -> None:
    """Wait until enough was heard, time is up, or the broker is gone."""
    deadline = time.monotonic() + seconds
    while not client.is_closed and (left := deadline - time.monotonic()) > 0:
        try:
            await asyncio.wait_for(enough.wait(), min(left, 0.2))
        except TimeoutError:
            continue
        return


TRANSPORT = Transport("nats", ("nats", "tls"), listen_nats)
