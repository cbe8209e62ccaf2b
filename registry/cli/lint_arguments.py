"""Arguments as the Spectral command line takes them, said as click takes them."""

from collections.abc import Iterator, Sequence

_FLAGS = (
    *("display-only-failures", "ignore-unknown-format", "fail-on-unmatched-globs", "show-documentation-url"),
    *("verbose", "quiet"),
)
_LETTERS = {"D": "display-only-failures", "v": "verbose", "q": "quiet"}


def rewrite_arguments(arguments: Sequence[str]) -> list[str]:
    """Return arguments with `--output.FORMAT`, `--camelCase` and `--flag=false` said in other words.

    >>> rewrite_arguments(["-o.junit=a.xml", "--failSeverity", "warn", "--no-quiet", "--verbose=true"])
    ['--output-of', 'junit', 'a.xml', '--fail-severity', 'warn', '--verbose']
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return [*(word for each in arguments[:end] for word in _rewrite(each)), *arguments[end:]]


def _rewrite(argument: str) -> Iterator[str]:
    name, equals, value = argument.partition("=")
    output = next((mark for mark in ("--output.", "-o.") if name.startswith(mark)), None)
    if output is not None:
        yield from ("--output-of", name.removeprefix(output))
        if equals:
            yield value
        return
    flag = _flag_of(name)
    if flag in _FLAGS and (value in ("true", "false") or name.startswith("--no-")):
        is_on = value != "false" and not name.startswith("--no-")
        yield from (f"--{flag}",) if is_on else ()
    elif name.startswith("--"):
        yield _kebab(name) + equals + value
    else:
        yield argument


def _flag_of(name: str) -> str:
    if name.startswith("--"):
        return _kebab(name.removeprefix("--").removeprefix("no-"))
    return _LETTERS.get(name.removeprefix("-"), "")


def _kebab(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
