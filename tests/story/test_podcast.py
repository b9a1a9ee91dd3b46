"""A programme for the ears alone, from the order to its page: with the account's own music, captions, transcript, no video."""

import json
import subprocess
import sys
from pathlib import Path

import av
import httpx
import pytest

from jarai.sound.measure import decode, measure
from music import encoded
from studio import new_client, running_studio

pytestmark = pytest.mark.slow
FACTS = "- The bridge is 412 metres long.\n- It cost €31 million.\n"


def test_a_podcast_is_made_checked_and_published_without_a_video(tmp_path: Path) -> None:
    with running_studio(tmp_path / "studio") as studio:
        client = new_client(studio)
        music = tmp_path / "low-tide.mp3"
        music.write_bytes(encoded(container="mp3", codec="libmp3lame"))
        words = ("--title", "Low tide", "--licence", "CC-BY-4.0", "--credit", "Low tide by Ana Silva")
        data = ("--data-dir", str(studio.data_dir))
        subprocess.run([sys.executable, "-m", "jarai", "accounts", "music", str(music), *words, *data], check=True)
        production_id = client.order("Harbour bridge opens", FACTS, "test-podcast-5s")
        status = client.follow(production_id, "AwaitingApproval", 120)
        assert status["gate"]["verdict"] == "Passed", status["gate"]
        files = client.files(production_id)
        assert "video.mp4" not in files
        assert "descriptions.vtt" not in files
        assert {"podcast.m4a", "chapters.json", "captions.vtt", "transcript.txt", "thumbnail.png"} <= set(files)
        podcast = tmp_path / "podcast.m4a"
        podcast.write_bytes(files["podcast.m4a"])
        level = measure(decode(podcast))
        assert abs((level.lufs or 0) + 1600) <= 50
        with av.open(str(podcast)) as opened:
            assert opened.metadata["title"] == "Harbour bridge opens"
            assert opened.metadata["comment"] == "This programme was made with AI: its voice is synthetic."
        credited = json.loads(files["attribution.json"])["credits"]
        assert {"part": "music", "name": "Low tide", "credit": "Low tide by Ana Silva"}.items() <= next(
            each for each in credited if each["part"] == "music"
        ).items()
        transcript = files["transcript.txt"].decode()
        assert "On screen" not in transcript
        assert "This programme was made with AI" in transcript

        approved = client.call("POST", f"/v1/productions/{production_id}/approve", {})
        assert approved.status_code == 202, approved.text
        published = client.follow(production_id, "Published", 60)
        page = httpx.get(published["publications"][0]["url"]).text
        assert "<audio" in page
        assert "<video" not in page
        assert "/media/podcast.m4a" in page
