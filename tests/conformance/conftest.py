"""One database for each test, unless it names others: most rules stand above the database."""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "settings" in metafunc.fixturenames:
        databases = getattr(metafunc.function, "databases", ("sqlite",))
        metafunc.definition.add_marker(pytest.mark.parametrize("settings", databases, indirect=True))
