"""How well each voice is understood and sounds, how far its times lie behind its sound, what a second of speech costs.

    python benchmarks/voices.py [--few] [--pairs] [SLUG …]

Twenty-two sentences a language (with `--few` every third) go through the studio's reader, the voice and an independent
recogniser (Whisper base). What it got wrong is counted by the letters and by the sound: `tests/understood.py`; `--pairs` prints
both texts where they differ. The quality is what DNSMOS predicts listeners would say, 1 to 5; the pitch is measured. Costs are
CPU seconds on one thread per second of speech, the loading of the network not counted.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import numpy as np
from voice_measures import opinion, pitch

from jarai.script.reading import read as read_script
from jarai.speech.book import Voices
from jarai.speech.narrator import Narrator
from jarai.speech.reading import read
from jarai.speech.shelf import Shelf
from offsets import lag_of
from recogniser import heard, recogniser
from understood import Share, bare, by_letters, by_sound

SENTENCES = json.loads((Path(__file__).parent / "sentences.json").read_text())


def main() -> None:
    slugs = [each for each in sys.argv[1:] if not each.startswith("--")]
    with tempfile.TemporaryDirectory() as folder:
        voices, listener = Voices(Shelf(Path(folder))), recogniser(Path(folder))
        for voice in voices.here():
            if slugs and voice.slug not in slugs:
                continue
            narrator, language = voices.voice(voice.slug), voice.languages[0]
            assert isinstance(narrator, Narrator)
            texts = SENTENCES[language[:2]][:: 3 if "--few" in sys.argv else 1]
            letters, sound = Share(0, 0), Share(0, 0)
            narrator.speak_line(read_script("A", language).units)
            began = time.process_time()
            spoken = [narrator.speak_line(read_script(text, language).units).samples for text in texts]
            cpu = time.process_time() - began
            for text, samples in zip(texts, spoken, strict=True):
                got = heard(listener, samples, language[:2])
                written, said = by_letters(text, got, language), by_sound(text, got, language)
                letters, sound = letters + written, sound + said
                if "--pairs" in sys.argv and (written.wrong or said.wrong):
                    print(f"{written.wrong}/{said.wrong}  {bare(text, language)}\n     {bare(got, language)}")
            together = np.concatenate(spoken)
            lags = [measured(narrator, text) for text in texts[:3]]
            hertz, semitones = pitch(together)
            print(
                f"{voice.slug:<20} {language} {len(texts)} sentences, {letters.of} words or characters: error {letters.error:.1%} by "
                f"letters, {sound.error:.1%} by sound; quality {opinion(together)['overall']:.2f}; "
                f"{hertz} Hz, {semitones} semitones; times {median(lags):.1f} ms behind "
                f"(catalogue {voice.offset / 48:.1f}); {cpu / (len(together) / 48_000):.3f} CPU s per second",
                flush=True,
            )


def measured(narrator: Narrator, text: str) -> float:
    """How many milliseconds the times of one sentence lie behind its sound."""
    language = narrator.description.languages[0]
    words = narrator.pronounce(read(read_script(text, language).units, language))
    sound, durations, _ = narrator.render(words)
    return lag_of(sound, "".join(word.signs + " " * word.spaced for word in words), durations)


if __name__ == "__main__":
    main()
