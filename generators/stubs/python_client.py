"""Generator: a typed Python client of an HTTP API, with httpx and pydantic, sync and async."""

from crossdock.generators.generator import Generator
from crossdock.generators.python_client.package import generate_package
from crossdock.registry.model.contract import Kind

GENERATOR = Generator(
    name="python-client",
    summary="a typed Python client (httpx, pydantic), sync and async",
    kinds=(Kind.API,),
    generate=generate_package,
)
