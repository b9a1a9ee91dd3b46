"""How well each voice is understood, how far its times lie behind its sound, and what a second of speech costs.

    python benchmarks/voices.py [SLUG …]

Ten sentences a voice go through the studio's reader, the voice and an independent recogniser (Whisper base). The error is
of words, in Chinese and Japanese of characters, after both texts went through the reader. Costs are CPU seconds on
one thread per second of speech, the loading of the network not counted.
"""

import json
import re
import sys
import tempfile
import time
import unicodedata
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import jiwer

from jarai.script.reading import read as read_script
from jarai.speech.book import Voices
from jarai.speech.narrator import Narrator
from jarai.speech.reading import read
from jarai.speech.shelf import Shelf
from offsets import lag_of
from recogniser import heard, recogniser

SENTENCES = json.loads((Path(__file__).parent / "sentences.json").read_text())


def bare(text: str, language: str) -> str:
    """The words as they are read aloud, in small letters without punctuation; characters without spaces."""
    said = " ".join(unit.said for unit in read_script(text, language).units)
    said = re.sub(r"[^\w\s]", " ", unicodedata.normalize("NFKC", said).lower())
    return "".join(said.split()) if language[:2] in {"zh", "ja"} else " ".join(said.split())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        voices, listener = Voices(Shelf(Path(folder))), recogniser(Path(folder))
        for voice in voices.here():
            if len(sys.argv) > 1 and voice.slug not in sys.argv[1:]:
                continue
            narrator, language = voices.voice(voice.slug), voice.languages[0]
            assert isinstance(narrator, Narrator)
            wanted, got, lags = [], [], []
            cpu = seconds = 0.0
            narrator.speak_line(read_script(SENTENCES[language[:2]][0], language).units)
            for text in SENTENCES[language[:2]]:
                units = read_script(text, language).units
                began = time.process_time()
                speech = narrator.speak_line(units)
                cpu += time.process_time() - began
                seconds += len(speech.samples) / 48_000
                wanted.append(bare(text, language))
                got.append(bare(_simplified(heard(listener, speech.samples, language[:2])), language))
                lags.append(measured(narrator, text))
            error = (jiwer.cer if language[:2] in {"zh", "ja"} else jiwer.wer)(wanted, got)
            print(
                f"{voice.slug:<20} {language} error {error:6.1%}  times lie {median(lags):5.1f} ms behind "
                f"(catalogue {voice.offset / 48:4.1f})  {cpu / seconds:.3f} CPU s per second",
                flush=True,
            )


def measured(narrator: Narrator, text: str) -> float:
    """How many milliseconds the times of one sentence lie behind its sound."""
    language = narrator.description.languages[0]
    words = narrator.pronounce(read(read_script(text, language).units, language))
    sound, durations = narrator.render(words)
    return lag_of(sound, "".join(word.signs + " " * word.spaced for word in words), durations)


def _simplified(text: str) -> str:
    """Whisper answers Mandarin in either script; the commonest traditional characters as simplified ones."""
    return text.translate(TRADITIONAL)


TRADITIONAL = str.maketrans(
    "將個區員農簽請願書們說廠開熱從風減醫戶節約電來問題過這時會對為後與國業東車電動長間關產發現點實應機學習種數據選",
    "将个区员农签请愿书们说厂开热从风减医户节约电来问题过这时会对为后与国业东车电动长间关产发现点实应机学习种数据选",
)

if __name__ == "__main__":
    main()
