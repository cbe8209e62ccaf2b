"""Runs the publisher: `python -m carrier_status_publisher --server nats://127.0.0.1:4222`."""

import argparse
import asyncio

from carrier_status_publisher.journey import report_journeys
from carrier_status_publisher.publish import publish


def main() -> None:
    parser = argparse.ArgumentParser(prog="carrier_status_publisher")
    parser.add_argument("--server", default="nats://127.0.0.1:4222")
    parser.add_argument("--shipments", type=int, default=5)
    parser.add_argument("--pause", type=float, default=0.1, help="seconds between two reports")
    parser.add_argument("--repeat-every", type=int, default=7, help="send each such report twice; 0 for none")
    options = parser.parse_args()
    reports = report_journeys(options.shipments)
    asyncio.run(publish(options.server, reports, pause=options.pause, repeat_every=options.repeat_every))


main()
