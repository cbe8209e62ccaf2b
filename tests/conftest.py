"""Options and fixtures that all tests share."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # a busy machine draws slowly; that says nothing of the program


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases", action="store_true", help="rewrite the expected files; review the diff line by line"
    )


@pytest.fixture
def is_updating(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-cases"))
