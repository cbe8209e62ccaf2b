"""What a transport is: how messages are heard, and sent, on one kind of broker."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the wire carries it. `address` is where it travels; in one of a contract, `{name}` stands for any one part."""

    address: str
    payload: bytes
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """A message that was heard. `channel` is the address that was listened to, `at` the time of receipt in seconds since 1970, UTC."""

    message: Message
    channel: str
    at: float


@dataclass(frozen=True, slots=True)
class Listening:
    """What to hear, and for how long.

    Listening ends after `seconds`, or earlier with the message number `count` when that is not `None`. `publish` is sent as soon as
    all addresses are listened to.
    """

    url: str
    addresses: tuple[str, ...]
    seconds: float
    count: int | None = None
    publish: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Transport:
    """One transport. A unit is a file in `transports/` whose constant `TRANSPORT` is one of these.

    `listen` returns what was heard, in the order of receipt, and takes nothing away from other readers: it joins no queue group and
    moves no offset. It speaks to the host of the URL only, not to others that the broker names, and raises RegistryError when the broker
    cannot be reached or goes away.
    """

    name: str
    schemes: tuple[str, ...]
    listen: Callable[[Listening], tuple[Received, ...]]
