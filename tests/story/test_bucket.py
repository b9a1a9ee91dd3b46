"""A studio whose files lie in a bucket: the whole production, its links, its pages."""

import hashlib
from collections.abc import Iterator

import httpx
import pytest

from stores import KEY_ID, SECRET, new_bucket, s3_server
from studio import Client, new_client, running_studio

pytestmark = pytest.mark.slow


@pytest.fixture
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with s3_server(tmp_path_factory.mktemp("s3")) as endpoint:
        environment = {
            "JARAI_STORAGE_URL": f"s3://{new_bucket(endpoint)}",
            "JARAI_STORAGE_ENDPOINT": endpoint,
            "JARAI_STORAGE_CREDENTIALS": f"{KEY_ID}:{SECRET}",
        }
        with running_studio(tmp_path_factory.mktemp("studio"), environment) as studio:
            yield new_client(studio)


def test_made_read_published_and_played_from_the_bucket(client: Client) -> None:
    production_id = client.order("Harbour bridge opens", "- The bridge is 412 metres long.")
    client.follow(production_id, "AwaitingApproval")
    listed = client.call("GET", f"/v1/productions/{production_id}/deliverables").json()["deliverables"]
    for item in listed:
        answer = httpx.get(item["sasUrl"], timeout=60)
        assert not item["sasUrl"].startswith(client.studio.base_url)
        assert answer.headers["content-type"] == item["contentType"]
        assert hashlib.sha256(answer.content).hexdigest() == item["sha256"], item["fileName"]
    assert not (client.studio.data_dir / "files").exists()
    assert client.call("POST", f"/v1/productions/{production_id}/approve", {}).status_code == 202
    client.follow(production_id, "Published")
    watch = f"{client.studio.base_url}/watch/{production_id}"
    page = httpx.get(watch)
    assert page.status_code == 200
    assert "X-Amz" not in page.text, "a page never shows a signed link"
    video = next(item for item in listed if item["type"] == "Video")
    media = f"{watch}/media/{video['fileName']}"
    whole = httpx.get(media)
    assert (whole.status_code, len(whole.content)) == (200, video["sizeBytes"])
    part = httpx.get(media, headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.content) == (206, whole.content[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{video['sizeBytes']}"
    assert httpx.get(media, headers={"If-None-Match": whole.headers["etag"]}).status_code == 304
    told = client.call("GET", f"/v1/productions/{production_id}/performance").json()["platforms"]
    assert [(each["platform"], each["views"], each["likes"]) for each in told] == [("watch-page", 1, None)]
