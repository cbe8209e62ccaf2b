"""Prints templates. What a template prints is `Code` or a number, or it fails: no text of a contract gets by unescaped."""

from importlib.resources import files

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from crossdock.generators.python_client.code import call
from crossdock.generators.python_client.literals import Code


def render(template: str, values: dict[str, object]) -> str:
    """Return a template filled in."""
    return _ENVIRONMENT.get_template(template).render(values, code=Code, spread=call)


def _load(name: str) -> str:
    return files("crossdock.generators.python_client").joinpath("templates", name).read_text("utf-8")


def _only_code(value: object) -> object:
    if isinstance(value, Code | int | float):
        return value
    raise TypeError(f"a template may print source text only, not {type(value).__name__}")


_ENVIRONMENT = SandboxedEnvironment(
    loader=FunctionLoader(_load),
    undefined=StrictUndefined,
    autoescape=False,  # it prints Python, and `finalize` lets source text pass only
    finalize=_only_code,
    keep_trailing_newline=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
