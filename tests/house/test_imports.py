"""Between apps: only another app's actions and reads (import-linter's contracts in pyproject.toml hold the rest)."""

import grimp
import pytest

APPS = "linli.apps."
DOORS = ("actions", "reads")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("linli", cache_dir=None)


def room(module: str) -> tuple[str, str]:
    """The app a module belongs to, and the part of the app (`matters`, `reads`)."""
    app, _, rest = module.removeprefix(APPS).partition(".")
    return app, rest.partition(".")[0]


def strangers(graph: grimp.ImportGraph) -> list[str]:
    inside = [module for module in graph.modules if module.startswith(APPS)]
    return [
        f"{importer} imports {module}"
        for module in sorted(inside)
        for importer in sorted(graph.find_modules_that_directly_import(module))
        if importer.startswith(APPS) and room(importer)[0] != room(module)[0] and room(module)[1] not in DOORS
    ]


def test_an_app_enters_another_app_only_by_its_actions_and_reads(graph: grimp.ImportGraph) -> None:
    assert strangers(graph) == []


def test_an_import_of_another_apps_models_would_be_found() -> None:
    made_up = grimp.ImportGraph()
    made_up.add_import(importer=f"{APPS}matters.views", imported=f"{APPS}community.models")
    made_up.add_import(importer=f"{APPS}matters.views", imported=f"{APPS}community.reads")
    assert strangers(made_up) == [f"{APPS}matters.views imports {APPS}community.models"]
