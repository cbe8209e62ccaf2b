"""Pairs the payloads of two operations, and tells which came, went, or became required."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crossdock.registry.compat.modes import position_of
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.interface import Operation, Payload, Role
from crossdock.registry.model.location import Place, Side

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_ADDED = {
    Role.PARAMETER: ChangeKind.PARAMETER_ADDED,
    Role.REQUEST: ChangeKind.MEDIA_TYPE_ADDED,
    Role.RESPONSE: ChangeKind.MEDIA_TYPE_ADDED,
    Role.HEADER: ChangeKind.HEADER_ADDED,
    Role.MESSAGE: ChangeKind.MESSAGE_ADDED,
    Role.RECORD: ChangeKind.RECORD_ADDED,
    Role.SCHEMA: ChangeKind.RECORD_ADDED,
    Role.CODES: ChangeKind.RECORD_ADDED,
}
_REMOVED = {role: ChangeKind(kind.value.replace("-added", "-removed")) for role, kind in _ADDED.items()}


@dataclass(frozen=True, slots=True)
class Pair:
    """A payload as it was and as it is."""

    base: Payload
    revision: Payload


def mirrored(place: Place, side: Side) -> Place:
    """Return the same place in the other state; where it is absent there, it means the nearest enclosing node."""
    return replace(place, side=side)


def diff_payload_lists(
    base: tuple[Payload, ...],
    revision: tuple[Payload, ...],
    before: Operation | None,
    after: Operation | None,
    kind: Kind | None,
) -> tuple[list[Change], list[Pair]]:
    """Return the changes beside the schemas, and the pairs whose schemas are to be compared."""
    renamed = {**_renamed_variables(before, after), **_renamed_message(base, revision)}
    now = {_wire_key(payload): payload for payload in revision}
    pairs, removed = [], []
    for payload in base:
        partner = now.pop(renamed.get(payload.key, _wire_key(payload)), None)
        if partner is None:
            removed.append(payload)
        else:
            pairs.append(Pair(payload, partner))
    telling = _Telling(after.key if after else None, base, revision, kind)
    changes = [
        *telling.whole_parts(),
        *(change for pair in pairs for change in telling.kept(pair)),
        *(change for payload in removed for change in telling.presence(payload, _REMOVED)),
        *(change for payload in now.values() for change in telling.presence(payload, _ADDED)),
    ]
    return changes, [*pairs, *_message_headers(removed, now.values())]


@dataclass(frozen=True, slots=True)
class _Telling:
    operation: str | None
    base: tuple[Payload, ...]
    revision: tuple[Payload, ...]
    kind: Kind | None

    def tell(self, what: ChangeKind, payload: Payload, subject: str, **facts: object) -> Change:
        is_gone = what.value.endswith("-removed")
        places = (payload.place, mirrored(payload.place, Side.BASE))
        if is_gone:
            places = (mirrored(payload.place, Side.REVISION), places[1])
        change = Change(
            what, position_of(payload, self.kind)[0], subject, *places, operation=self.operation, payload=payload.key
        )
        return replace(change, role=payload.role, **facts)  # type: ignore[arg-type]  # named by the callers below

    def kept(self, pair: Pair) -> Iterator[Change]:
        """Yield what changed beside the schema of a payload that both have."""
        before, after = pair.base, pair.revision
        was = mirrored(before.place, Side.BASE)
        subject = subject_of(after)
        if before.is_required is not after.is_required and after.role in (Role.PARAMETER, Role.HEADER):
            kind = ChangeKind.PARAMETER_BECAME_REQUIRED if after.is_required else ChangeKind.PARAMETER_BECAME_OPTIONAL
            yield self.tell(
                kind, after, subject, was=was, keyword="required", before=before.is_required, after=after.is_required
            )
        if after.role is Role.REQUEST and before.style != after.style:
            yield from self.encodings(before, after)
        elif dict(before.style) != dict(after.style):
            yield self.tell(
                ChangeKind.PARAMETER_STYLE_CHANGED,
                after,
                subject,
                was=was,
                before=dict(before.style),
                after=dict(after.style),
            )
        if after.is_deprecated and not before.is_deprecated:
            yield self.tell(ChangeKind.OPERATION_DEPRECATED, after, subject, was=was, keyword="deprecated", after=True)
        if before.is_deprecated and not after.is_deprecated:
            facts = {"was": was, "before": True, "keyword": "deprecated"}
            yield self.tell(ChangeKind.OPERATION_REACTIVATED, after, subject, **facts)
        if before.role is Role.MESSAGE and before.media_type != after.media_type:
            facts = {"was": was, "before": before.media_type, "after": after.media_type, "keyword": "contentType"}
            yield self.tell(ChangeKind.MEDIA_TYPE_REMOVED, after, before.media_type or "none stated", **facts)

    def encodings(self, before: Payload, after: Payload) -> Iterator[Change]:
        """Yield the parts of a form that are written in another way; `None` is the way they have when none is stated."""
        was, now = dict(before.style), dict(after.style)
        for part in dict.fromkeys((*was, *now)):
            if was.get(part) != now.get(part):
                facts = [json.loads(text) if (text := styles.get(part)) is not None else None for styles in (was, now)]
                places = {"was": mirrored(before.place, Side.BASE), "keyword": "encoding"}
                yield self.tell(
                    ChangeKind.PARAMETER_STYLE_CHANGED, after, part, before=facts[0], after=facts[1], **places
                )

    def presence(self, payload: Payload, kinds: dict[Role, ChangeKind]) -> Iterator[Change]:
        """Yield that a payload came or went, unless the body or status it belongs to did so as a whole."""
        others = self.base if kinds is _ADDED else self.revision
        if payload.role is Role.REQUEST and not any(other.role is Role.REQUEST for other in others):
            return
        if payload.status is not None and not any(other.status == payload.status for other in others):
            return
        if is_message_headers(payload) or (payload.role is Role.RESPONSE and payload.media_type is None):
            return
        yield self.tell(
            kinds[payload.role],
            payload,
            subject_of(payload),
            keyword="required" if payload.is_required and payload.role is not Role.REQUEST else None,
            before=None if kinds is _ADDED else _told_facts(payload),
            after=_told_facts(payload) if kinds is _ADDED else None,
        )

    def whole_parts(self) -> Iterator[Change]:
        """Yield bodies and statuses that came or went as a whole, and bodies that became required."""
        before, after = _of_role(self.base, Role.REQUEST), _of_role(self.revision, Role.REQUEST)
        if before and not after:
            yield self.tell(ChangeKind.BODY_REMOVED, before[0], "request body", before=before[0].media_type)
        elif after and not before:
            keyword = "required" if after[0].is_required else None
            yield self.tell(ChangeKind.BODY_ADDED, after[0], "request body", after=after[0].media_type, keyword=keyword)
        elif before and after and before[0].is_required is not after[0].is_required:
            kind = ChangeKind.BODY_BECAME_REQUIRED if after[0].is_required else ChangeKind.BODY_BECAME_OPTIONAL
            was = mirrored(before[0].place, Side.BASE)
            yield self.tell(kind, after[0], "request body", was=was, keyword="required")
        yield from self.statuses()

    def statuses(self) -> Iterator[Change]:
        """Yield statuses that came or went; `keyword` names the range or `default` that still speaks of the status, if any."""
        before, after = _by_status(self.base), _by_status(self.revision)
        for status, payload in before.items():
            if status not in after:
                yield self.tell(
                    ChangeKind.STATUS_REMOVED, payload, status, before=status, keyword=_cover(status, after)
                )
        for status, payload in after.items():
            if status not in before:
                yield self.tell(ChangeKind.STATUS_ADDED, payload, status, after=status, keyword=_cover(status, before))


def subject_of(payload: Payload) -> str:
    """Return the name people know a payload by: of a parameter or header its own, of a body its media type."""
    if payload.role is Role.PARAMETER:
        return payload.key.partition(" ")[2] or payload.key
    if payload.role is Role.HEADER:
        return payload.key.rpartition(" ")[2] if payload.status else payload.key
    return payload.media_type or payload.key if payload.role in (Role.REQUEST, Role.RESPONSE) else payload.key


def name_of(payload: Payload) -> str:
    """Return what people call a payload as a whole."""
    if payload.role is Role.REQUEST:
        return "request body"
    return f"{payload.status} response" if payload.role is Role.RESPONSE else subject_of(payload)


def is_message_headers(payload: Payload) -> bool:
    """Whether this is the description of all headers of a message, not one header of a response."""
    return payload.role is Role.HEADER and payload.status is None


def _wire_key(payload: Payload) -> str:
    """Return what the wire knows a payload by: names of HTTP headers are the same in capitals and small letters (RFC 9110, section 5.1)."""
    is_header = payload.location == "header" and not is_message_headers(payload)
    return payload.key.lower() if is_header else payload.key


def _told_facts(payload: Payload) -> str:
    return payload.location or payload.media_type or payload.key


def _of_role(payloads: tuple[Payload, ...], role: Role) -> list[Payload]:
    return [payload for payload in payloads if payload.role is role]


def _by_status(payloads: tuple[Payload, ...]) -> dict[str, Payload]:
    found: dict[str, Payload] = {}
    for payload in payloads:
        if payload.status is not None:
            found.setdefault(payload.status, payload)
    return found


def _cover(status: str, others: dict[str, Payload]) -> str | None:
    return next((name for name in (f"{status[:1]}XX", "default") if name in others and name != status), None)


def _renamed_variables(before: Operation | None, after: Operation | None) -> dict[str, str]:
    """Return base key → revision key of parameters in paths and channel addresses that were renamed: they stand at the same place."""
    if before is None or after is None or before.address == after.address:
        return {}
    was, now = _VARIABLE.findall(before.address), _VARIABLE.findall(after.address)
    if len(was) != len(now):
        return {}
    where = ("path", "address")
    return {f"{room} {one}": f"{room} {other}" for one, other in zip(was, now, strict=True) for room in where}


def _renamed_message(base: tuple[Payload, ...], revision: tuple[Payload, ...]) -> dict[str, str]:
    """Return base key → revision key of a message that has another name now: the name is not on the wire.

    Only where one message went and one came is it clear that they are the same.
    """
    was, now = ([payload.key for payload in _of_role(payloads, Role.MESSAGE)] for payloads in (base, revision))
    gone, come = [key for key in was if key not in now], [key for key in now if key not in was]
    if len(gone) != 1 or len(come) != 1:
        return {}
    return {gone[0]: come[0], f"{gone[0]} headers": f"{come[0]} headers"}


def _message_headers(removed: Iterable[Payload], added: Iterable[Payload]) -> Iterator[Pair]:
    """Pair headers that only one side describes with a payload that says nothing of its shape."""
    yield from (Pair(one, replace(one, schema=None)) for one in removed if is_message_headers(one))
    yield from (Pair(replace(one, schema=None), one) for one in added if is_message_headers(one))
