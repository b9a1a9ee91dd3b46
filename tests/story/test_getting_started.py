"""The seed page's commands, word for word but for host and ids, run by curl over a real socket."""

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from partner import ANNA, ENGLISH, US
from studio import Studio, mailed_token, wait_for

pytestmark = pytest.mark.slow
PAGE = Path(__file__).parent / "getting-started.txt"
HOST = "https://apim-jarai-prd.azure-api.net"


def commands() -> list[str]:
    """The curl commands of the page, in order."""
    found = re.findall(r"^curl .*?(?=\n\n[A-Z])", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    assert len(found) == 6
    return [str(each) for each in found]


def curl(command: str, studio: Studio, **ids: str) -> tuple[int, dict[str, str], Any]:
    """Run a command with host and placeholders replaced; give status, headers and JSON."""
    text = command.replace(HOST, studio.base_url).replace("\\\n", " ")
    for name, value in ids.items():
        text = text.replace(name, value)
    arguments = shlex.split(text)
    assert arguments[0] == "curl"
    ran = subprocess.run(["curl", "-sS", "-i", *arguments[1:]], capture_output=True, check=True, text=True)
    head, _, body = ran.stdout.replace("\r\n", "\n").partition("\n\n")
    status, *lines = head.split("\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return int(status.split(" ")[1]), headers, json.loads(body)


def test_every_command_of_the_page_works(fresh_studio: Studio) -> None:
    register, verify, accounts, trigger, poll, download = commands()
    status, _, answer = curl(register, fresh_studio)
    assert status == 202
    assert answer["partnerId"]
    token = mailed_token(fresh_studio.data_dir, set())
    status, _, answer = curl(verify, fresh_studio, YOUR_JWT_TOKEN=token)
    assert status == 200
    key = answer["apiKey"]
    assert key.startswith("jarai_")
    status, _, answer = curl(accounts, fresh_studio, jarai_your_api_key_here=key)
    assert status == 200
    (account,) = answer["accounts"]
    assert account["avatars"]
    assert account["connectedPlatforms"]
    ids = {"LANGUAGE_UUID": ENGLISH, "COUNTRY_UUID": US, "AVATAR_UUID": ANNA, "{accountId}": account["accountId"]}
    status, headers, answer = curl(trigger, fresh_studio, jarai_your_api_key_here=key, **ids)
    assert status == 202
    production_id = answer["productionId"]
    assert headers["location"] == f"/v1/productions/{production_id}"
    named = {"jarai_your_api_key_here": key, "{productionId}": production_id}

    def waiting() -> bool:
        code, _, body = curl(poll, fresh_studio, **named)
        assert code == 200
        assert body["status"] in {"Queued", "Producing", "AwaitingApproval"}, body
        return bool(body["status"] == "AwaitingApproval")

    wait_for(waiting, 180, "the production awaits approval")
    status, _, answer = curl(download, fresh_studio, **named)
    assert status == 200
    assert {"Video", "ClosedCaptions", "AudioDescription", "Transcript", "ComplianceCertificate"} <= {
        each["type"] for each in answer["deliverables"]
    }
    for item in answer["deliverables"]:
        fetched = subprocess.run(["curl", "-sSf", item["sasUrl"]], capture_output=True, check=True).stdout
        assert len(fetched) == item["sizeBytes"]
