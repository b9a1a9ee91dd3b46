"""One studio for all guides, as a partner of the default tier meets it."""

from collections.abc import Iterator

import pytest

from studio import Studio, running_studio


@pytest.fixture(scope="package")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    environment = {"JARAI_WEBHOOKS_ALLOW_LOOPBACK_HTTP": "true", "JARAI_DEFAULT_TIER": "Standard"}
    with running_studio(tmp_path_factory.mktemp("studio"), environment) as started:
        yield started
