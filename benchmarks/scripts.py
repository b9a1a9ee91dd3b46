"""What the facts-only writer makes of the tests' fact sheets: every script, what no source says, and its length as spoken.

    python benchmarks/scripts.py [--unspoken] [--seconds N] [--voice SLUG] [NAME …]

Prints each script scene by scene. Checks figures, names, dates, quotations and addresses of every sentence against the
sources that it names, then has a voice say it, the first of its language where none is named, as the studio does, and
compares the length of that sound with the project type's. Needs the extra `voices` for other languages than English.
"""

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from jarai.script.claims import unsupported
from jarai.script.fit import length_ms
from jarai.speech.book import Voices
from jarai.speech.shelf import Shelf
from jarai.storyboard.times import FRAME_RATE
from sheets import NAMES, Sheet, language_of, sheet


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("--unspoken", action="store_true")
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--voice", default="")
    parser.add_argument("names", nargs="*", default=NAMES)
    asked = parser.parse_args()
    claimed, off = 0, []
    with tempfile.TemporaryDirectory() as folder:
        voices = Voices(Shelf(Path(folder)))
        for name in asked.names:
            speaking = [each for each in voices.here() if language_of(name) in each.languages]
            voice = next(each for each in speaking if asked.voice in {"", each.slug})
            made = sheet(name, voice.stretch, asked.seconds)
            claimed += shown(name, made)
            lasts, how = length_ms(made.script.scenes, made.language, voice.stretch), "estimated for"
            if not asked.unspoken:
                speaker, how = voices.voice(voice.slug), "spoken by"
                lasts = sum(speaker.speak(scene).frames for scene in made.script.scenes) * 1000 // FRAME_RATE
            off.append(100 * (lasts / made.seconds / 1000 - 1))
            print(f"  {lasts / 1000:.1f} s of {made.seconds} ({off[-1]:+.1f} %), {how} {voice.slug}\n", flush=True)
    print(f"{len(off)} scripts, {claimed} claims without a source, at most {max(map(abs, off)):.1f} % off their length")


def shown(name: str, made: Sheet) -> int:
    """Prints a script; returns how many claims of its sentences their sources don't have."""
    print(f"{name} ({made.language}, {made.seconds} s)")
    quotes = {source.source_id: source.quote for source in made.script.sources}
    claimed = 0
    for scene in made.script.scenes:
        print(f"  [{scene.element.kind}] {' '.join(each.text for each in scene.narration)}")
        for sentence in scene.narration:
            lacking = unsupported(sentence.text, [quotes[each] for each in sentence.source_ids], made.language).all
            claimed += len(lacking)
            if lacking:
                print(f"  NOT IN ITS SOURCES: {', '.join(lacking)}")
    for notice in made.script.notices:
        print(f"  ({notice})")
    return claimed


if __name__ == "__main__":
    main()
