"""What is asked for again and when, over a network that fails as networks do."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from jarai.client import Studio, StudioRefused, StudioUnreachable
from jarai.client.drive import Blocking
from jarai.client.productions import Productions, Storyboards
from jarai.client.resources import Partners, Reference, Webhooks

Answers = Iterator[httpx.Response | Exception]
ID = "0f8fad5b-d9cb-469f-a165-70867728950e"
DELIVERY = {
    "deliveryId": ID, "eventId": ID, "eventType": "webhook.test", "productionId": ID, "sequenceNumber": 0,
    "status": "Waiting", "attempts": [], "createdAt": "2026-11-24T00:00:00Z", "deliveredAt": None,
}  # fmt: skip


class Network:
    """Gives one answer after the other, and notes what was sent and how long was waited."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers: Answers = iter(answers)
        self.sent: list[httpx.Request] = []
        self.waited: list[float] = []
        transport = httpx.MockTransport(self.answer)
        api = httpx.Client(base_url="http://studio", headers={"X-API-Key": "jarai_secret"}, transport=transport)
        self.driver = Blocking(api, httpx.Client(transport=transport), self.waited.append)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        answer = next(self.answers)
        if isinstance(answer, Exception):
            raise answer
        return answer


def refused(status: int, code: str, **headers: str) -> httpx.Response:
    body = {"error": code, "message": "No.", "retryAfterSeconds": None, "details": [{"field": "topic", "problem": "x"}]}
    return httpx.Response(status, json=body, headers={"X-Correlation-Id": "abc", **headers})


def test_a_limit_is_waited_out_as_long_as_the_studio_says() -> None:
    network = Network(refused(429, "RATE_LIMIT_EXCEEDED", **{"Retry-After": "7"}), httpx.Response(200, json={"a": 1}))
    assert Partners(network.driver).usage() == {"a": 1}
    assert network.waited == [7.0]


def test_a_limit_that_lasts_longer_than_a_minute_is_told_at_once() -> None:
    network = Network(refused(429, "RATE_LIMIT_EXCEEDED", **{"Retry-After": "3600"}))
    with pytest.raises(StudioRefused, match="RATE_LIMIT_EXCEEDED"):
        Partners(network.driver).usage()
    assert (len(network.sent), network.waited) == (1, [])


@pytest.mark.parametrize("key", ["jarai_secret\n", "jarai_secret x", "jarai_secr\u00e4t"])
def test_what_can_be_no_key_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(ValueError, match="API key") as caught:
        Studio("http://studio", key)
    assert "secr" not in str(caught.value)


@pytest.mark.parametrize("lost", [httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("gone"), refused(504, "X")])
def test_a_post_whose_answer_is_lost_is_sent_again_under_the_same_key(lost: httpx.Response | Exception) -> None:
    network = Network(lost, lost, httpx.Response(202, json=DELIVERY))
    assert Webhooks(network.driver).test(ID).delivery_id == ID
    keys = {each.headers["idempotency-key"] for each in network.sent}
    assert len(network.sent) == 3
    assert len(keys) == 1
    assert network.waited[0] < network.waited[1] <= 1.0


def change(driver: Blocking) -> object:
    return Storyboards(driver).edit(ID, 1, {"title": "x", "scenes": [], "sources": []})


def delete(driver: Blocking) -> object:
    return Productions(driver).cancel(ID)


@pytest.mark.parametrize("act", [change, delete])
def test_what_a_second_request_could_change_is_not_sent_twice(act: Callable[[Blocking], object]) -> None:
    network = Network(httpx.ReadTimeout("slow"))
    with pytest.raises(StudioUnreachable):
        act(network.driver)
    assert len(network.sent) == 1
    unsent = Network(httpx.ConnectError("refused"), refused(409, "INVALID_STATE"))
    with pytest.raises(StudioRefused):
        act(unsent.driver)
    assert len(unsent.sent) == 2, "what never left does no harm when it is sent again"


def test_it_gives_up_after_five_attempts() -> None:
    network = Network(*[httpx.ConnectError("refused")] * 5)
    with pytest.raises(StudioUnreachable, match="/v1/partner/usage"):
        Partners(network.driver).usage()
    assert len(network.sent) == 5


def test_a_refusal_names_code_fields_and_correlation_id() -> None:
    network = Network(refused(400, "INVALID_REQUEST"))
    with pytest.raises(StudioRefused) as caught:
        Partners(network.driver).register("a", "b", "c")
    error = caught.value
    assert (error.status, error.code, error.correlation_id) == (400, "INVALID_REQUEST", "abc")
    assert error.details == [{"field": "topic", "problem": "x"}]
    assert len(network.sent) == 1


def test_an_answer_that_is_no_json_is_a_refusal_too() -> None:
    network = Network(httpx.Response(418, text="<html>teapot</html>"))
    with pytest.raises(StudioRefused) as caught:
        Partners(network.driver).usage()
    assert (caught.value.status, caught.value.code) == (418, "UNKNOWN")


def files(*answers: httpx.Response, name: str = "video.mp4", sha256: str = "") -> Network:
    item = {
        "deliverableId": ID, "type": "Video", "fileName": name, "contentType": "video/mp4", "sizeBytes": 3,
        "sha256": sha256 or "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "durationSeconds": 1.0,
        "version": 1, "superseded": False, "sasUrl": "http://bucket/video", "sasExpiresAt": "2026-11-24T00:00:00Z",
    }  # fmt: skip
    return Network(httpx.Response(200, text=json.dumps({"deliverables": [item], "nextCursor": None})), *answers)


def test_a_file_is_written_whole_and_the_key_stays_at_home(tmp_path: Path) -> None:
    network = files(httpx.Response(200, content=b"ab"), httpx.Response(200, content=b"abc"))
    (path,) = Productions(network.driver).download_all(ID, tmp_path / "out")
    assert path.read_bytes() == b"abc"
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["video.mp4"]
    assert "x-api-key" in network.sent[0].headers
    assert not any("x-api-key" in each.headers for each in network.sent[1:])


def test_bytes_that_are_not_the_listed_ones_leave_nothing(tmp_path: Path) -> None:
    network = files(*[httpx.Response(200, content=b"xyz")] * 5)
    with pytest.raises(StudioUnreachable, match=r"video\.mp4"):
        Productions(network.driver).download_all(ID, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "a/b/evil"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    network = files(httpx.Response(200, content=b"abc"), name=name)
    assert Productions(network.driver).download_all(ID, tmp_path / "out") == (tmp_path / "out" / "evil",)


def test_a_stream_is_taken_up_where_it_broke_off() -> None:
    first = 'event: snapshot\ndata: {}\n\nevent: production.queued\nid: 1\ndata: {"a": 1}\n\n: still here\n\nevent: x\nid: 2'
    second = 'event: production.cancelled\nid: 2\ndata: {"b": 2}\n\n'
    network = Network(
        httpx.Response(200, text=first),
        httpx.ReadError("broken"),
        httpx.Response(200, text=second),
        httpx.Response(204),
    )
    told = list(Productions(network.driver).follow(ID))
    assert [(each.type, each.number) for each in told] == [
        ("snapshot", None),
        ("production.queued", 1),
        ("production.cancelled", 2),
    ]
    assert [each.headers["last-event-id"] for each in network.sent] == ["0", "1", "1", "2"]


def test_a_stream_that_never_comes_is_given_up() -> None:
    network = Network(*[httpx.ConnectError("refused")] * 5)
    with pytest.raises(StudioUnreachable):
        list(Productions(network.driver).follow(ID))


@pytest.mark.parametrize("text", ["../accounts", "a/publications/b", "x?y=1", "x#y", "é %2e"])
def test_an_id_is_one_part_of_the_path_whatever_it_holds(text: str) -> None:
    network = Network(refused(404, "NOT_FOUND"))
    with pytest.raises(StudioRefused):
        Productions(network.driver).cancel(text)
    (sent,) = network.sent
    assert sent.url.raw_path.count(b"/") == 3
    assert sent.url.query == b""


@pytest.mark.parametrize("text", ["", ".", ".."])
def test_what_would_lead_elsewhere_is_not_sent(text: str) -> None:
    network = Network()
    with pytest.raises(ValueError, match="no id"):
        Productions(network.driver).cancel(text)
    assert not network.sent


def webhooks(*ids: str, cursor: str | None) -> httpx.Response:
    hook = {
        "endpointUrl": "https://example.com/x", "eventTypes": ["webhook.test"], "accountIds": None, "status": "Active",
        "disabledReason": None, "failuresInRow": 0, "test": False, "createdAt": "2026-11-24T00:00:00Z",
    }  # fmt: skip
    return httpx.Response(200, json={"webhooks": [{**hook, "webhookId": each} for each in ids], "nextCursor": cursor})


def test_a_list_that_is_wanted_whole_comes_in_pages_of_a_hundred() -> None:
    network = Network(webhooks("a", "b", cursor="b+/="), webhooks("c", cursor=None))
    assert [each.webhook_id for each in Webhooks(network.driver).list()] == ["a", "b", "c"]
    asked = [dict(each.url.params) for each in network.sent]
    assert asked == [{"limit": "100"}, {"limit": "100", "cursor": "b+/="}]


def test_reference_data_comes_whole_in_one_answer() -> None:
    rows = [{"countryId": ID, "code": "US", "name": "United States"}] * 250
    network = Network(httpx.Response(200, json={"countries": rows, "nextCursor": None}))
    assert len(Reference(network.driver).countries()) == 250
    assert [str(each.url.query) for each in network.sent] == ["b''"]
