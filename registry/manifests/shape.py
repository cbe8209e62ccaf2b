"""Looks into the models: which fields and values are known at a place, for messages that suggest them."""

import types
from collections.abc import Iterable
from enum import Enum
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo


def find_shape(model: type[BaseModel], tokens: Iterable[str | int]) -> object:
    """Return the type that a model asks for below a chain of keys and indexes; `None` when it knows no such place."""
    shape: object = model
    for token in tokens:
        shape = _step(shape, token)
    return shape


def known_fields(shape: object) -> dict[str, FieldInfo]:
    """Return the fields of a model by the name they are written with; none when the shape is no model."""
    if not _is_model(shape):
        return {}
    return {field.alias or name: field for name, field in shape.model_fields.items()}  # type: ignore[attr-defined]


def known_values(shape: object) -> tuple[str, ...]:
    """Return the values of a closed set; none when the shape is no closed set."""
    shape = _plain(shape)
    if get_origin(shape) is Literal:
        return tuple(str(value) for value in get_args(shape))
    if isinstance(shape, type) and issubclass(shape, Enum):
        return tuple(str(member.value) for member in shape)
    return ()


def is_mapping(shape: object) -> bool:
    """Whether the names below this place are people's own."""
    return get_origin(shape) is dict


def find_home(shape: object, name: str) -> str | None:
    """Return the field of a model inside which a field of that name is known: `sla` for `availability`."""
    for outer, field in known_fields(shape).items():
        if name in known_fields(_plain(field.annotation)):
            return outer
    return None


def _step(shape: object, token: str | int) -> object:
    if _is_model(shape):
        field = known_fields(shape).get(str(token))
        return _plain(field.annotation) if field else None
    arguments = get_args(shape)
    if get_origin(shape) in (list, dict) and arguments:
        return _plain(arguments[-1])
    return None


def _plain(shape: object) -> object:
    """Strip `Annotated[…]` and `… | None`."""
    while True:
        if get_origin(shape) is Annotated:
            shape = get_args(shape)[0]
        elif get_origin(shape) in (Union, types.UnionType):
            shape = next(part for part in get_args(shape) if part is not type(None))
        else:
            return shape


def _is_model(shape: object) -> bool:
    return isinstance(shape, type) and issubclass(shape, BaseModel)
