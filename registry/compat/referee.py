"""The referee of witnesses: the validator says that one side may send a value and that the other side rejects it."""

from collections.abc import Sequence
from dataclasses import dataclass

from crossdock.registry.compat.content_model import as_receiver, as_sender
from crossdock.registry.compat.wire import as_text, take_single, take_text
from crossdock.registry.documents.validators import Validator, compile_validator
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import JsonSchema


@dataclass(frozen=True, slots=True)
class Rejection:
    """One of the validator's reasons: where in the value, where in the schema, which keyword, and its own sentence."""

    pointer: str
    schema_pointer: str
    keyword: str
    message: str


class Referee:
    """Judges single values between a sender and a receiver under a content model.

    A rewrite below `oneOf` can admit what the schema as written does not, so a sender must be admitted by both forms, and a receiver
    must reject by both.
    """

    def __init__(
        self,
        sender: JsonSchema,
        receiver: JsonSchema,
        model: ContentModel,
        assert_formats: bool = False,
        is_text: bool = False,
    ) -> None:
        self.model = model
        self.assert_formats = assert_formats
        self.is_text = is_text
        self.sender = as_sender(sender, model)
        told = as_receiver(take_text(receiver) if is_text else receiver, model)
        self.receiver = take_single(told) if is_text else told
        senders = (self.sender,) if self.sender == sender else (self.sender, sender)
        receivers = (self.receiver,) if self.receiver == receiver else (self.receiver, receiver)
        self._senders: Sequence[Validator] = [compile_validator(schema, assert_formats) for schema in senders]
        self._receivers: Sequence[Validator] = [compile_validator(schema, assert_formats) for schema in receivers]
        self._teller = compile_validator(told, assert_formats)  # reasons are told of the receiver as people wrote it

    def is_sent(self, value: object) -> bool:
        """Whether the sender may send the value."""
        return all(validator.is_valid(value) for validator in self._senders)

    def is_witness(self, value: object) -> bool:
        """Whether the sender may send the value and the receiver rejects it."""
        return self.is_sent(value) and not self.is_taken(value)

    def is_taken(self, value: object) -> bool:
        """Whether the receiver accepts the value, or the text that it is on the wire."""
        forms = (value, as_text(value)) if self.is_text else (value,)  # one value for a list: `take_single`
        return any(validator.is_valid(form) for validator in self._receivers for form in forms)

    def rejections(self, value: object) -> tuple[Rejection, ...]:
        """Return why the receiver rejects the value, empty when it does not."""
        found = self._teller.errors(value)
        if self.is_text and any(error.keyword == "type" for error in found):
            as_sent = self._teller.errors(as_text(value))
            found = found if any(error.keyword == "type" for error in as_sent) else as_sent
        return tuple(Rejection(*error[:4]) for error in found)
