"""Puts into a compiled mapping what it needs of the functions that mappings share, and nothing else."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crossdock.registry.model import mapping_runtime


@dataclass(frozen=True, slots=True)
class Runtime:
    """What a module carries: its import statements and the definitions, in the order of the shared functions."""

    imports: tuple[str, ...]
    definitions: str


def embed(text: str) -> Runtime:
    """Return what some Python text uses of the shared functions, with all that those use."""
    definitions, imports = _read()
    used = _names(ast.parse(text))
    wanted: set[str] = set()
    waiting = sorted(used & definitions.keys())
    while waiting:
        name = waiting.pop()
        wanted.add(name)
        inner = _names(ast.parse(definitions[name]))
        used |= inner
        waiting += sorted(inner & definitions.keys() - wanted)
    kept = [source for name, source in definitions.items() if name in wanted]
    return Runtime(tuple(_import_lines(imports, used)), "\n\n\n".join(kept))


@cache
def _read() -> tuple[dict[str, str], tuple[ast.ImportFrom | ast.Import, ...]]:
    source = inspect.getsource(mapping_runtime)
    tree = ast.parse(source)
    definitions = {
        node.name: ast.get_source_segment(source, node) or ""
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }
    return definitions, tuple(node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom)))


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _import_lines(imports: tuple[ast.ImportFrom | ast.Import, ...], used: set[str]) -> Iterator[str]:
    for node in imports:
        names = [alias.name for alias in node.names if alias.name in used]
        if not names:
            continue
        listed = ", ".join(names)
        yield f"from {node.module} import {listed}" if isinstance(node, ast.ImportFrom) else f"import {listed}"
