"""Runs the adapter: `python -m wms_east_adapter --port 8080`."""

import argparse

import uvicorn

from wms_east_adapter.app import create_app


def main() -> None:
    parser = argparse.ArgumentParser(prog="wms_east_adapter")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--rate", type=int, default=600, help="calls a minute that one token may make")
    options = parser.parse_args()
    app = create_app(calls_a_minute=options.rate)
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning")


main()
