"""Renders the catalog: a static site that needs no server, sends nothing anywhere and reads without scripts."""

from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from crossdock.generators.site import wording
from crossdock.generators.site.change_log import write_logs
from crossdock.generators.site.entity_table import view_entity
from crossdock.generators.site.flow_graph import Flow, draw_flows, find_flows
from crossdock.generators.site.highlight import highlight_json
from crossdock.generators.site.mapping_table import flatten_rules, table_anchor
from crossdock.generators.site.offer import arrange_offers
from crossdock.generators.site.pages import Pages, contract_page, entity_page, safe_link
from crossdock.generators.site.prose import render_line, render_prose
from crossdock.generators.site.search_index import render_index
from crossdock.generators.site.state_diagram import draw_states
from crossdock.registry.model.catalog import Catalog, CatalogEntry
from crossdock.registry.model.contract import Kind, LifecycleState
from crossdock.registry.model.reference import read_reference
from crossdock.registry.model.release import Release

HOME = Path(__file__).parent
MARKER = ".crossdock-catalog"  # tells a folder that holds a catalog from every other
RECENT = 8  # releases on the first page


def render_site(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield (relative path with forward slashes, text) of every file; the same catalog gives the same bytes."""
    yield MARKER, "A catalog that `crossdock catalog build` wrote. It replaces this folder as a whole.\n"
    for path in sorted((HOME / "assets").iterdir()):
        yield f"assets/{path.name}", path.read_text("utf-8")
    yield "assets/search-index.js", render_index(catalog)
    yield from _Site(catalog).pages()


class _Site:
    """One rendering: the catalog, what is derived from it once, and the templates."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.links = Pages(catalog)
        self.flows = find_flows(catalog)
        self.ending = self._ending(is_coming=True)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield every page."""
        yield self._render("index.html", "home", counts=self._counts(), recent=self._releases()[:RECENT])
        yield self._render("contracts/index.html", "contracts")
        for entry in self.catalog.entries:
            yield self._contract(entry)
        yield from self._systems()
        yield from self._entities()
        yield from self._teams()
        for name, kind in (("vocabularies", Kind.VOCABULARY), ("mappings", Kind.MAPPING), ("workflows", Kind.WORKFLOW)):
            yield self._render(f"{name}.html", name, found=[e for e in self.catalog.entries if e.contract.kind is kind])
        yield self._render("flows.html", "flows", graph=draw_flows(self.catalog.systems, self.flows))
        yield self._render("deprecations.html", "deprecations", coming=self.ending, gone=self._ending(is_coming=False))
        yield self._render("releases.html", "releases", releases=self._releases())
        yield self._render("waivers.html", "waivers")

    def _render(self, path: str, template: str, **values: object) -> tuple[str, str]:
        root = "../" * path.count("/")
        text = (
            _environment()
            .get_template(f"{template}.html.jinja")
            .render(
                site=self.catalog,
                links=self.links,
                flows=self.flows,
                ending=self.ending,
                page=path,
                root=root,
                **values,
            )
        )
        return path, text

    def _contract(self, entry: CatalogEntry) -> tuple[str, str]:
        workflow = entry.workflow
        return self._render(
            contract_page(entry.contract.key),
            "contract",
            entry=entry,
            contract=entry.contract,
            offers=arrange_offers(entry, self.links),
            logs=write_logs(entry.notes),
            diagram=draw_states(workflow) if workflow else None,
            rules=flatten_rules(entry.mapping) if entry.mapping else (),
        )

    def _systems(self) -> Iterator[tuple[str, str]]:
        yield self._render("systems/index.html", "systems")
        for system in self.catalog.systems:
            mine = [flow for flow in self.flows if system.id in (flow.provider, flow.consumer)]
            unknown = [use for use in system.consumes if self.links.find_key(use.contract) is None]
            yield self._render(f"systems/{system.id}.html", "system", system=system, mine=mine, unknown=unknown)

    def _entities(self) -> Iterator[tuple[str, str]]:
        views = [view_entity(entity, self.links) for entity in self.catalog.entities]
        yield self._render("entities/index.html", "entities", views=views)
        for view in views:
            yield self._render(entity_page(view.entity.key), "entity", view=view)

    def _teams(self) -> Iterator[tuple[str, str]]:
        yield self._render("teams/index.html", "teams")
        for team in self.catalog.teams:
            yield self._render(f"teams/{team.id}.html", "team", team=team)

    def _counts(self) -> Counter[Kind]:
        return Counter(entry.contract.kind for entry in self.catalog.entries)

    def _releases(self) -> list[tuple[Release, CatalogEntry]]:
        """Return the standing releases, newest first; of one day by contract, its newest first."""
        found = [
            (release, order, entry)
            for entry in self.catalog.entries
            for order, release in enumerate(entry.releases.standing)
        ]
        found.sort(key=lambda item: (-item[0].date.toordinal(), item[2].contract.key, -item[1]))
        return [(release, entry) for release, _, entry in found]

    def _ending(self, *, is_coming: bool) -> list[CatalogEntry]:
        """Return the contracts that will end, by date and then those without one; or those that have ended."""
        today = self.catalog.today
        found = []
        for entry in self.catalog.entries:
            life = entry.contract.lifecycle
            is_over = life.state is LifecycleState.RETIRED or (life.sunset is not None and life.sunset < today)
            if (life.state is LifecycleState.DEPRECATED or life.sunset or is_over) and is_over is not is_coming:
                found.append(entry)
        return sorted(found, key=lambda e: (str(e.contract.lifecycle.sunset or "9999"), e.contract.key))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HOME / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        prose=_render_prose,
        line=_render_line,
        json_code=highlight_json,
        duration=wording.word_duration,
        safe_link=safe_link,
    )
    environment.globals.update(
        contract_page=contract_page,
        entity_page=entity_page,
        word_count=wording.word_count,
        word_days=wording.word_days,
        kind_names=wording.KIND_NAMES,
        state_words=wording.STATE_WORDS,
        months=wording.MONTHS,
        neighbours=_neighbours,
        table_anchor=table_anchor,
        kinds=tuple(Kind),
    )
    return environment


def _neighbours(flows: list[Flow], system: str, *, is_provider: bool) -> list[tuple[str, list[Flow]]]:
    """Return (other system, flows) where a system provides, or consumes."""
    mine = partial(filter, lambda f: (f.provider if is_provider else f.consumer) == system)
    found: dict[str, list[Flow]] = {}
    for flow in mine(flows):
        found.setdefault(flow.consumer if is_provider else flow.provider, []).append(flow)
    return sorted(found.items())


@pass_context
def _render_prose(context: Context, text: str) -> Markup:
    return render_prose(text, partial(_find_page, context))


@pass_context
def _render_line(context: Context, text: str) -> Markup:
    return render_line(text, partial(_find_page, context))


def _find_page(context: Context, name: str) -> str | None:
    """Return the page of the contract that a name in a description means."""
    reference = read_reference(name)
    key = context["links"].find_key(reference) if reference is not None else None
    return f"{context['root']}{contract_page(key)}" if key is not None else None
