"""`crossdock.yaml`: marks the root of a registry, and says how it is kept."""

from dataclasses import replace
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests.fields import EXTENSIBLE, Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.promise_fields import CompatibilityFields
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.manifests.scalars import BY_VALUE, Branch, FilePath, Name, Text
from crossdock.registry.model.contract import Layer
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.landscape import ProfileOverride, Settings


class WaiverLimitsFields(Fields):
    """What holds for all waivers."""

    longest_days: int | None = Field(
        None, ge=1, le=3660, description="The most days between granting a waiver and its end; 365 unless stated."
    )
    notice_days: int | None = Field(
        None, ge=0, le=365, description="How many days before its end a check of everything warns; 30 unless stated."
    )


class ProfileFields(Fields):
    """A profile for some contracts."""

    model_config = ConfigDict(
        json_schema_extra={**EXTENSIBLE, "anyOf": [{"required": ["system"]}, {"required": ["layer"]}]}
    )

    profile: Literal["strict", "default", "adopting"] = Field(description="The profile that holds for them.")
    system: Name | None = Field(None, description="The system whose contracts they are; any unless stated.")
    layer: Annotated[Layer, BY_VALUE] | None = Field(None, description="The layer they are of; any unless stated.")

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.system is None and self.layer is None:
            raise PydanticCustomError("none_of", "", {"names": "`system` nor `layer`"})
        return self

    def lower(self) -> ProfileOverride:
        """Return the override as a model value."""
        return ProfileOverride(self.profile, self.system, self.layer.value if self.layer else None)


class SettingsFields(Fields):
    """What holds for the whole registry."""

    registry: Name = Field(description="The registry's name: `acme-logistics`.")
    title: Text | None = Field(None, description="Shown in the catalog.")
    contracts: FilePath | None = Field(None, description="The folder of the systems; `contracts` unless stated.")
    policies: FilePath | None = Field(None, description="The folder of rulesets and waivers; `policies` unless stated.")
    profile: Literal["strict", "default", "adopting"] | None = Field(
        None, description="How much fails a check: `adopting` is for registries that are being filled."
    )
    profiles: list[ProfileFields] | None = Field(
        None, description="Other profiles for systems and layers; the last that fits counts."
    )
    severities: int | None = Field(
        None,
        ge=1,
        description="The edition of the rules that counts: later ones are information. The newest unless stated.",
    )
    default_branch: Branch | None = Field(
        None, description="The base of a check when nothing else says so; `main` unless stated."
    )
    trust: Literal["head", "base"] | None = Field(
        None,
        description="Whether waivers and loosened rules that a change itself brings count at once (`head`) or after its merge (`base`).",
    )
    waivers: WaiverLimitsFields | None = Field(None, description="How long exceptions may hold.")
    compatibility: CompatibilityFields | None = Field(None, description="What holds where contracts say nothing else.")
    rulesets: list[FilePath] | None = Field(None, description="Spectral rulesets, as paths below the root.")
    environments: list[Name] | None = Field(None, description="Where versions are deployed: `[staging, production]`.")


def read_settings(document: Document) -> tuple[Settings | None, tuple[Finding, ...]]:
    """Read `crossdock.yaml`; `None` when something required is missing or broken."""
    if not document.is_readable:
        return None, document.findings
    reading = read_fields(SettingsFields, document.data, Origin(document.path))
    findings = document.findings + reading.findings
    return (_lower(reading.fields) if reading.fields else None), findings


def _lower(fields: SettingsFields) -> Settings:
    defaults = Settings(fields.registry)
    stated = fields.compatibility.lower() if fields.compatibility else defaults.compatibility
    return Settings(
        name=fields.registry,
        title=fields.title or defaults.title,
        contracts=fields.contracts or defaults.contracts,
        policies=fields.policies or defaults.policies,
        profile=fields.profile or defaults.profile,
        profiles=tuple(each.lower() for each in fields.profiles or ()),
        severities=fields.severities,
        default_branch=fields.default_branch or defaults.default_branch,
        trust=fields.trust or defaults.trust,
        compatibility=replace(stated, model=stated.model or defaults.compatibility.model),
        rulesets=tuple(fields.rulesets or ()),
        environments=tuple(fields.environments or ()),
        **_lower_limits(fields.waivers),
    )


def _lower_limits(limits: WaiverLimitsFields | None) -> dict[str, int]:
    stated = {"waiver_longest_days": limits.longest_days, "waiver_notice_days": limits.notice_days} if limits else {}
    return {name: days for name, days in stated.items() if days is not None}
