"""Whether the names of the shipped lexicon are understood: every seventh, two to a sentence.

    python benchmarks/names.py [SLUG …]

An English voice reads them to an independent recogniser (Whisper base). A name is recognised where it is written as it was,
marks and capitals aside; it is near where what was heard in its place sounds like it: no more than a third of its sounds
differ, by the studio's own pronunciation of both texts.
"""

import json
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from jarai.script.reading import read as read_script
from jarai.speech.book import Voices
from jarai.speech.reading import unmarked
from jarai.speech.shelf import Shelf
from recogniser import heard, recogniser
from understood import away, bare, sounds

NAMES = list(json.loads(files("jarai.speech").joinpath("lexicon.json").read_text()))[::7]
FRAMES = (
    "The report speaks of {} first, and of {} after that.",
    "People often ask us about {} and about {}.",
    "Yesterday {} was in the news, and today it was {}.",
    "We heard from {} in the morning and from {} at night.",
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        voices, listener = Voices(Shelf(Path(folder))), recogniser(Path(folder))
        for slug in sys.argv[1:] or ["hibari-en"]:
            narrator = voices.voice(slug)
            language = narrator.description.languages[0]
            recognised = 0
            near: list[str] = []
            missed: list[str] = []
            for number, pair in enumerate(zip(NAMES[::2], NAMES[1::2], strict=False)):
                text = FRAMES[number % len(FRAMES)].format(*pair)
                got = heard(listener, narrator.speak_line(read_script(text, language).units).samples)
                said = "".join(sounds(got, language))
                for name in pair:
                    if unmarked(name).lower() in unmarked(bare(got, language)).split():
                        recognised += 1
                        continue
                    share = away("".join(sounds(name, language)), said)
                    (near if share <= 1 / 3 else missed).append(f"{name} ({share:.0%}): {got}")
            print(
                f"{slug}: of {len(NAMES) // 2 * 2} names {recognised} as written, {len(near)} near, {len(missed)} missed"
            )
            print("near:", *near, "missed:", *missed, sep="\n  ", flush=True)


if __name__ == "__main__":
    main()
