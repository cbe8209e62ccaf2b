"""A second look at witnesses, with a validator that the decision does not use."""

from tests.registry.compat.independent import NotRead, is_accepted

from crossdock.registry.compat.difference import PayloadPair
from crossdock.registry.compat.discriminator import bundle
from crossdock.registry.compat.modes import Direction, position_of
from crossdock.registry.compat.wire import as_text, is_text
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.interface import Dialect


def is_confirmed(value: object, sender: object, receiver: object, dialect: str | None = None) -> bool | None:
    """Whether the sender's schema admits a value and the receiver's does not; `None` where the validator cannot tell."""
    try:
        return is_accepted(value, sender, dialect) and not is_accepted(value, receiver, dialect)
    except (NotRead, ValueError, TypeError, AttributeError):  # it breaks on what is no schema
        return None


def is_confirmed_in(value: object, pair: PayloadPair, direction: Direction, kind: Kind | None) -> bool | None:
    """Whether a witness of a payload holds; values that travel as text are also tried as text."""
    before, after = pair.base.schema, pair.revision.schema
    if before is None or after is None or Dialect.AVRO in (before.dialect, after.dialect):
        return None
    view = position_of(pair.revision, kind)[1]
    ordered = (before, after) if direction is Direction.BACKWARD else (after, before)
    sender, receiver = (bundle(side, view) for side in ordered)
    found = is_confirmed(value, sender, receiver)
    if found and is_text(pair.revision):
        return not is_accepted(as_text(value), receiver)
    return found
