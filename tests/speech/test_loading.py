"""What a worker loads: each network once, however many programmes it speaks, in however many voices and threads."""

import json
import subprocess
import sys
from pathlib import Path

PROGRAMMES = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from jarai.speech.book import Voices
from jarai.speech.graph import LOADED
from jarai.speech.shelf import Shelf
from jarai.storyboard.model import Scene, Sentence, Title, Unit

def programme(slug, language):
    said = Sentence(units=(Unit(shown="Si.", said="Si."),))
    scene = Scene(scene_id="s", narration=(said,), element=Title(headline="x"))
    (voice, *_) = Voices(Shelf(Path(sys.argv[1]))).chain(slug, language, {}, 110)
    return voice.speak(scene).frames

assert not LOADED, "importing the voices has loaded one"
wanted = [("hibari-en", "en-US"), ("kokoro-es-dora", "es-ES"), ("kokoro-en-heart", "en-US"), ("hibari-en", "en-US")]
with ThreadPoolExecutor(4) as threads:
    assert all(threads.map(programme, *zip(*wanted)))
print(json.dumps(LOADED))
"""


def test_a_worker_that_speaks_several_programmes_loads_each_network_once(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAMMES, str(tmp_path)], check=True, capture_output=True, text=True, timeout=300
    )
    assert json.loads(done.stdout) == {"hibari": 1, "kokoro": 1}
