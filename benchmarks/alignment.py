"""How far the times that alignment finds lie from the true ones, beside those spread by letters, in every language.

    python benchmarks/alignment.py [LANGUAGE …] [--sentences 5]

One voice speaks with its times hidden, another of the language lends its own: `aligned` is how far starts and ends of units
lie from the hidden ones, `spread` how far those do that are shared out by letters. `unlikeness` is that of the same
sentence and of another one; the bound between them is `ALIKE`. `behind` is how far the found times of sounds lie behind the
sound, by its hisses and vowels, as `benchmarks/voices.py` measures a voice's own. With noise: white noise 20 dB below the speech.
"""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from itertools import permutations
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import numpy as np
from numpy.typing import NDArray

from jarai.script.reading import read as read_script
from jarai.speech.alignment import ALIKE, aligned, frames_of
from jarai.speech.book import Voices
from jarai.speech.borrowed import borrowed
from jarai.speech.kokoro.voice import KokoroVoice
from jarai.speech.narrator import Narrator
from jarai.speech.phonemes import Word
from jarai.speech.reading import read
from jarai.speech.shelf import Shelf
from jarai.speech.spread import lettered, spread
from jarai.speech.takes import Take, take
from offsets import HISSES, VOWELS, energy, lag

SENTENCES = json.loads((Path(__file__).parent / "sentences.json").read_text())
PAIRS = {
    "en": ("hibari-en", "kokoro-en-heart", "kokoro-en-michael"),
    "gb": ("kokoro-gb-emma", "kokoro-gb-george", "hibari-en"),
    "es": ("kokoro-es-dora", "kokoro-es-alex"),
    "fr": ("kokoro-fr-siwis", "kokoro-fr-siwis/em_alex"),
    "it": ("kokoro-it-sara", "kokoro-it-nicola"),
    "pt": ("kokoro-pt-dora", "kokoro-pt-alex"),
    "zh": ("kokoro-zh-xiaoxiao", "kokoro-zh-yunxi"),
    "ja": ("kokoro-ja-alpha", "kokoro-ja-kumo"),
}
"""Voices that read the same sentences. French has one voice; a Spanish man lends it his timbre."""


@dataclass
class Kept:
    """A narrator that speaks nothing twice."""

    narrator: Narrator
    takes: dict[str, Take] = field(default_factory=dict)

    def pronounce(self, reading: object) -> list[Word]:
        return self.narrator.pronounce(reading)  # type: ignore[arg-type]

    def take(self, words: list[Word]) -> Take:
        signs = "".join(word.signs + " " * word.spaced for word in words)
        if signs not in self.takes:
            self.takes[signs] = self.narrator.take(words)
        return self.takes[signs]


@dataclass
class Found:
    """What a pair of voices gave: errors in ms, unlikeness of the right and of another sentence, ms behind, CPU seconds."""

    aligned: list[float] = field(default_factory=list)
    spread: list[float] = field(default_factory=list)
    noisy: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)
    behind: list[float] = field(default_factory=list)
    cpu: float = 0.0
    seconds: float = 0.0
    refused: int = 0


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("languages", nargs="*", default=list(PAIRS))
    asked.add_argument("--sentences", type=int, default=5)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        voices = Voices(Shelf(Path(folder)))
        print(
            f"{'heard':<18} {'lender':<24}   aligned: median 95 %   noisy 95 %   spread: median 95 %   unlikeness right, wrong   behind  refused"
        )
        for name in given.languages:
            people = {slug: Kept(narrator(voices, slug)) for slug in PAIRS[name]}
            texts = SENTENCES["en" if name == "gb" else name][: given.sentences]
            for heard, lender in permutations(PAIRS[name], 2):
                if "/" not in heard and not (name == "gb" and heard == "hibari-en"):
                    report(heard, lender, measured(people[heard], people[lender], texts))


def narrator(voices: Voices, slug: str) -> Narrator:
    name, _, timbre = slug.partition("/")
    voice = voices.voice(name)
    assert isinstance(voice, Narrator)
    if timbre:
        assert isinstance(voice, KokoroVoice)
        return replace(voice, description=voice.description.model_copy(update={"timbre": timbre}))
    return voice


def measured(heard: Kept, lender: Kept, texts: list[str]) -> Found:
    found = Found()
    language = heard.narrator.description.languages[0]
    pieces = [read(read_script(text, language).units, language) for text in texts]
    sounds = [heard.take(heard.pronounce(piece)) for piece in pieces]
    for number, (piece, hidden) in enumerate(zip(pieces, sounds, strict=True)):
        truth, words = units(hidden), lettered(piece)
        lent = lender.take(lender.pronounce(piece))
        began = time.process_time()
        now = borrowed(hidden.samples, words, lender)
        found.cpu += time.process_time() - began
        found.seconds += hidden.length / 48_000
        noise = np.random.default_rng(number).standard_normal(len(hidden.samples)).astype(np.float32)
        noisy = hidden.samples + noise * np.float32(0.1 * np.sqrt(np.mean(np.square(hidden.samples))))
        hissing = borrowed(noisy, words, lender)
        if now is None:
            found.refused += 1
        else:
            found.aligned += errors(truth, units(now))
            found.behind.append(behind(now))
        found.noisy += errors(truth, units(hissing)) if hissing else []
        found.spread += errors(truth, units(take(hidden.samples, words, spread(words, hidden.samples), 0)))
        known = frames_of(spoken(lent))
        found.right.append(aligned(known, frames_of(spoken(hidden))).unlikeness)
        other = sounds[(number + 1) % len(sounds)]
        found.wrong.append(aligned(known, frames_of(spoken(other))).unlikeness)
    return found


def spoken(piece: Take) -> NDArray[np.float32]:
    return piece.samples[piece.onset : piece.onset + piece.length]


def units(piece: Take) -> dict[int, tuple[int, int]]:
    edges: dict[int, tuple[int, int]] = {}
    for each in piece.phonemes:
        edges[each.unit] = edges.get(each.unit, (each.start, 0))[0], each.end
    return edges


def errors(truth: dict[int, tuple[int, int]], found: dict[int, tuple[int, int]]) -> list[float]:
    both = [(truth[unit], found[unit]) for unit in truth.keys() & found.keys()]
    return [abs(right[edge] - got[edge]) / 48 for right, got in both for edge in (0, 1)]


def behind(piece: Take) -> float:
    """As `offsets.lags_of`, from a take; looked for 75 ms to both sides."""
    lags = []
    for kind, edges, signs in (("highpass", 5000, HISSES), ("bandpass", [100, 1200], VOWELS)):
        spans = [
            (piece.onset + each.start + 3600, piece.onset + each.end + 3600)
            for each in piece.phonemes
            if each.symbol[0] in signs
        ]
        if spans:
            padded = np.pad(piece.samples, (0, 7200))
            lags.append(lag(energy(padded, kind, edges), spans) - 75)  # type: ignore[arg-type]
    return float(np.mean(lags))


def report(heard: str, lender: str, found: Found) -> None:
    def both(values: list[float]) -> str:
        return f"{median(values):5.1f} {np.percentile(values, 95):6.1f}" if values else "    -      -"

    print(
        f"{heard:<18} {lender:<24} {both(found.aligned):>21} {both(found.noisy):>14}  {both(found.spread):>21}"
        f"     {max(found.right):.3f} {min(found.wrong):.3f} ({ALIKE})  {median(found.behind):+6.1f}   {found.refused} of {len(found.right)}"
        f"   {found.cpu / found.seconds:.3f} CPU s per second",
        flush=True,
    )


if __name__ == "__main__":
    main()
