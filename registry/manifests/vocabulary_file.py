"""`vocabulary.yaml`: codes, what they mean, and how others' codes map to them."""

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.manifests.scalars import Prose, Text
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.vocabulary import Code, PartnerCodes, Vocabulary


class ClassifierFields(Fields):
    """A code that qualifies an event in time."""

    code: Text = Field(description="The code as it is sent: `planned`.")
    meaning: Prose = Field(description="What it means, as a sentence.")
    deprecated: bool | None = Field(None, description="Whether senders should no longer use it.")

    def lower(self) -> Code:
        """Return the model value."""
        return Code(self.code, self.meaning, is_deprecated=bool(self.deprecated))


class CodeFields(ClassifierFields):
    """One code."""

    code: Text = Field(description="The code as it is sent: `DISPATCHED`.")
    category: Text | None = Field(None, description="Groups codes.")
    classifiers: list[Text] | None = Field(None, description="Which classifier codes it may carry; any unless stated.")

    def lower(self) -> Code:
        """Return the model value."""
        return Code(self.code, self.meaning, self.category, tuple(self.classifiers or ()), bool(self.deprecated))


class PartnerFields(Fields):
    """How the codes of a partner map to ours."""

    system: Text = Field(description="A system, or any other name: `x12-214`.")
    codes: dict[str, Text] = Field(description="Their code: our code.")
    unmapped: Text | None = Field(
        None,
        description="What becomes of a code that is not listed: `reject` (unless stated), `keep`, or a code of ours.",
    )

    def lower(self) -> PartnerCodes:
        """Return the model value."""
        return PartnerCodes(self.system, tuple(sorted(self.codes.items())), self.unmapped or "reject")


class VocabularyFields(Fields):
    """The codes that a field may carry."""

    title: Text = Field(description="What people call it.")
    description: Prose | None = Field(None, description="What it is for, in Markdown.")
    codes: list[CodeFields] = Field(description="The codes.")
    classifier: list[ClassifierFields] | None = Field(None, description="The codes that qualify an event in time.")
    partners: list[PartnerFields] | None = Field(None, description="How others' codes map to ours.")
    open: bool | None = Field(None, description="Whether readers must expect codes that are not listed.")


def read_vocabulary(document: Document) -> tuple[Vocabulary | None, tuple[Finding, ...]]:
    """Read a vocabulary; `None` when something required is missing or broken."""
    if not document.is_readable:
        return None, document.findings
    reading = read_fields(VocabularyFields, document.data, Origin(document.path))
    findings = document.findings + reading.findings
    return (_lower(reading.fields) if reading.fields else None), findings


def _lower(fields: VocabularyFields) -> Vocabulary:
    return Vocabulary(
        title=fields.title,
        codes=tuple(code.lower() for code in fields.codes),
        classifiers=tuple(code.lower() for code in fields.classifier or ()),
        partners=tuple(partner.lower() for partner in fields.partners or ()),
        is_open=bool(fields.open),
        description=fields.description or "",
    )
