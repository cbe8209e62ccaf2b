"""Sends reports to NATS, one after the other on one connection: so the order of each shipment is kept."""

import asyncio
from collections.abc import Iterable

import nats

from carrier_status_publisher.journey import Report, stamp


async def publish(server: str, reports: Iterable[Report], *, pause: float = 0.0, repeat_every: int = 0) -> int:
    """Send reports and return how many messages went out.

    Each `repeat_every`-th is sent twice, as happens when a confirmation is lost: unchanged, with its own key.
    """
    client = await nats.connect(server)
    sent = 0
    for number, report in enumerate(reports, start=1):
        stamped = stamp(report)
        for _ in range(2 if repeat_every and number % repeat_every == 0 else 1):
            await client.publish(stamped.subject, stamped.content, headers=stamped.headers)
            sent += 1
        await asyncio.sleep(pause)
    await client.drain()
    return sent
