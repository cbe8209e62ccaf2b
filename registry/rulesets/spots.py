"""The places that one run of a ruleset looks at, and where the references among them lead."""

from urllib.parse import unquote

from crossdock.registry.documents.references import MAX_CHAIN, Resolver, Target
from crossdock.registry.model.location import Place, split_pointer
from crossdock.registry.rulesets.circles import is_left
from crossdock.registry.rulesets.spot import Spot


class Spots:
    """Makes one spot for a place, and resolves a reference once for all places that write it in one meaning."""

    def __init__(self) -> None:
        self._roots: dict[str, Spot] = {}
        self._targets: dict[tuple[str, str, str], Spot | Place | None] = {}

    def root(self, value: object, place: Place) -> Spot:
        """Return the spot of a whole document."""
        found = self._roots.get(place.path)
        if found is None or found.value is not value:
            found = self._roots[place.path] = Spot(value, None, None, self).pin(place)
        return found

    def follow(self, spot: Spot, resolver: Resolver) -> Spot:
        """Return what a reference means; the spot itself when it leads nowhere, or back to where it stands."""
        reference = spot.reference
        if reference is None or spot.is_lost or is_left(spot.place, resolver):
            return spot
        path = spot.base.place.path
        home = resolver.load(path)
        has_parts = home is not None and bool(resolver.anchors_of(home).roots)
        around = resolver.anchors_of(home).root_of(spot.place.pointer) if home is not None and has_parts else ""
        key = (reference, path, around)
        if key not in self._targets:
            self._targets[key] = self._find(reference, spot.place, resolver)
        found = self._targets[key]
        if isinstance(found, Place):
            lost = Spot(spot.value, None, None, self).pin(found)
            lost.is_lost = True
            return lost
        if found is None:
            spot.is_outside = True
            return spot
        return found

    def _find(self, reference: str, place: Place, resolver: Resolver) -> Spot | Place | None:
        """Return what a reference means; where that is not there, the nearest place of a document that is."""
        target = resolver.resolve_fully(reference, place)
        if not isinstance(target, Target):
            return self._find_nearest(reference, place, resolver)
        return self.reach(target)

    def reach(self, target: Target) -> Spot:
        """Return where a reference leads; what a document means without writing it stands by itself."""
        spot: Spot | None = None
        if not target.is_derived:
            spot = self.root(target.document.data, Place(target.place.path, side=target.place.side))
            for token in split_pointer(target.place.pointer):
                spot = spot.step(token) if spot is not None else None
        return spot or Spot(target.data, None, None, self).pin(target.place)

    def _find_nearest(self, reference: str, place: Place, resolver: Resolver) -> Place | None:
        """Return the nearest place to what references in a row name in a document that is there, `None` when the document is not."""
        for _ in range(MAX_CHAIN):
            address, _, fragment = reference.partition("#")
            whole = resolver.resolve(address or "#", place)
            if not isinstance(whole, Target) or not fragment.startswith("/"):
                return None
            spot, at, is_whole = Spot(whole.data, None, None, self), whole.place, True
            for token in split_pointer(unquote(fragment)):
                below = spot.step(token)
                if below is None:
                    is_whole = False
                    break
                spot, at = below, at.child(token)
            following = spot.value.get("$ref") if is_whole and isinstance(spot.value, dict) else None
            if not isinstance(following, str):
                return at
            reference, place = following, at
        return None
