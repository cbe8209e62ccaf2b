"""A place of a document and what stands there, made once however many ways lead to it."""

from typing import TYPE_CHECKING, Union

from crossdock.registry.documents.pointer import is_index
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.location import Place, escape_token

if TYPE_CHECKING:
    from _collections_abc import dict_values

    from crossdock.registry.rulesets.spots import Spots

Key = str | int


class Spot:
    """A value at a place; its members and what its reference means are made when they are asked for, and remembered.

    Two spots of one run are the same object when they are the same place. `is_lost` means a reference that leads to nothing in a
    document that is there: it stands at the nearest place of that document. `is_outside` means one that leads, perhaps by way of
    others, to a file or an address that is not there; it is known once the reference was followed.
    """

    __slots__ = (
        "_kids",
        "_others",
        "_place",
        "base",
        "is_lost",
        "is_outside",
        "key",
        "parent",
        "settled",
        "spots",
        "value",
    )

    def __init__(self, value: object, key: Key | None, parent: Union["Spot", None], spots: "Spots") -> None:
        self.value = value
        self.key = key
        self.parent = parent
        self.spots = spots
        self.base: Spot = parent.base if parent is not None else self
        self.is_lost = False
        self.is_outside = False
        self._place: Place | None = None
        self._kids: dict[Key, Spot] | None = None
        self._others: dict[Key, Spot] | None = None
        self.settled: Spot | None = None if isinstance(value, dict) and "$ref" in value else self

    @property
    def place(self) -> Place:
        """Return where this is written."""
        if self._place is None:
            tokens: list[str] = []
            spot = self
            while spot._place is None and spot.parent is not None:
                tokens.append(escape_token(str(spot.key)))
                spot = spot.parent
            above = spot._place or Place("")
            self._place = Place(above.path, "/".join((above.pointer, *reversed(tokens))), above.part, above.side)
        return self._place

    @property
    def kids(self) -> "dict_values[Key, Spot]":
        """Return the members that may have members themselves, in their order."""
        return (self._collect() if self._kids is None else self._kids).values()

    def _collect(self) -> dict[Key, "Spot"]:
        if self._kids is None:
            value = self.value
            pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
            kids = {key: Spot(each, key, self, self.spots) for key, each in pairs if isinstance(each, (dict, list))}
            self._kids = kids or _NONE
        return self._kids

    def means(self, resolver: Resolver | None) -> object:
        """Return the value here, references followed by `resolver` (`None`: as it is written)."""
        return self.value if resolver is None else (self.settled or self.target(resolver)).value

    @property
    def reference(self) -> str | None:
        """Return what the reference that this is says, `None` when it is none."""
        value = self.value
        found = value.get("$ref") if isinstance(value, dict) else None
        return found if isinstance(found, str) else None

    @property
    def is_reference_only(self) -> bool:
        """Whether this is a reference with nothing beside it."""
        return isinstance(self.value, dict) and len(self.value) == 1 and self.reference is not None

    def member(self, key: Key) -> Union["Spot", None]:
        """Return a member by its name, in a list by its number; `None` when there is none."""
        value = self.value
        if isinstance(value, dict):
            if key not in value:
                return None
            found = value[key]
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            found = value[key]
        else:
            return None
        if isinstance(found, (dict, list)):
            return self._collect()[key]
        if self._others is None:
            self._others = {}
        spot = self._others.get(key)
        if spot is None:
            spot = self._others[key] = Spot(found, key, self, self.spots)
        return spot

    def step(self, token: str) -> Union["Spot", None]:
        """Return the member that one token of a JSON Pointer names, `None` when there is none."""
        if isinstance(self.value, list):
            return self.member(int(token)) if is_index(token) else None
        return self.member(token)

    def target(self, resolver: Resolver) -> "Spot":
        """Return what a reference means, itself when this is none or leads nowhere."""
        if self.settled is None:
            self.settled = self if self.reference is None else self.spots.follow(self, resolver)
        return self.settled

    def pin(self, place: Place) -> "Spot":
        """Say where this is, which does not follow from what it is a member of; return it."""
        self._place = place
        return self


_NONE: dict[Key, Spot] = {}  # shared by all that have no such members
