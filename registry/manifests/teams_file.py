"""`teams.yaml`: who owns, and how to reach them."""

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.manifests.scalars import Address, Handle, Mailbox, Name, Text
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.landscape import Team


class SupportFields(Fields):
    """A place where the team answers questions."""

    channel: Text = Field(description="Its name: `#wms-east`.")
    url: Address | None = Field(None, description="Its address.")


class MemberFields(Fields):
    """A person in the team."""

    username: Text = Field(description="The name on the code host.")
    role: Text | None = Field(None, description="What the person does: `lead`.")


class TeamFields(Fields):
    """A team."""

    name: Text | None = Field(None, description="What people call it.")
    email: Mailbox | None = Field(None, description="The team's mailbox.")
    handles: list[Handle] | None = Field(
        None, description='Code-host handles, for code owners: `["@acme/warehouse-east"]`.'
    )
    support: list[SupportFields] | None = Field(None, description="Where it answers questions.")
    members: list[MemberFields] | None = Field(None, description="Who is in it.")

    def lower(self, team_id: str) -> Team:
        """Return the model value."""
        return Team(
            id=team_id,
            name=self.name or team_id,
            email=self.email,
            handles=tuple(self.handles or ()),
            support=tuple((channel.channel, channel.url) for channel in self.support or ()),
            members=tuple((member.username, member.role) for member in self.members or ()),
        )


class TeamsFields(Fields):
    """The teams that own systems and contracts."""

    teams: dict[Name, TeamFields] | None = Field(None, description="Each team by the name that `owner` fields use.")


def read_teams(document: Document) -> tuple[tuple[Team, ...] | None, tuple[Finding, ...]]:
    """Read `teams.yaml`, sorted by id. A broken team is a finding and left out; `None` when the file itself is broken."""
    if not document.is_readable:
        return None, document.findings
    reading = read_fields(TeamsFields, document.data, Origin(document.path), optional=("teams",))
    findings = document.findings + reading.findings
    if reading.fields is None:
        return None, findings
    teams = reading.fields.teams or {}
    return tuple(teams[team_id].lower(team_id) for team_id in sorted(teams)), findings
