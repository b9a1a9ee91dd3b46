"""How long a narration takes to say, before any voice has said it: one table of rates, language by language.

A sentence's time is its syllables, letters and pauses, each at the rate of the language's default voice, fitted by least
squares to what that voice took for sentences of the tests' fact sheets (benchmarks/scripts.py measures anew). Another voice
is so much slower or quicker as its description says.
The others were measured with the Kokoro voices dora (es, pt), siwis, sara, xiaoxiao and alpha, 13 to 31 sentences each.
Chinese counts characters, Japanese morae: a kana is one, a kanji nearly two.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jarai.script.claim_words import base, folded
from jarai.storyboard.model import Sentence

PER_SCENE_MS = 750
"""A scene's lead-in and tail, as every voice is laid out."""
_SENTENCE_MS, _QUESTION_MS = 280, 450
_VOWELS = re.compile(r"[aeiouyæœø]+")
_HAN, _KANA = re.compile(r"[一-鿿々〇]"), re.compile(r"[ぁ-ゖァ-ヺー]")


@dataclass(frozen=True)
class Rate:
    """Milliseconds for a syllable (a character, a mora), a letter, a word, a pause inside a sentence, and a sentence."""

    syllable: int
    letter: int
    word: int
    pause: int
    sentence: int


RATES = {
    "en": Rate(16, 78, 2, 333, -113),
    "es": Rate(47, 47, 0, 25, 167),
    "fr": Rate(62, 41, 0, 45, 0),
    "it": Rate(1, 58, 0, 0, 510),
    "pt": Rate(40, 52, 0, 54, 194),
    "zh": Rate(187, 20, 0, 160, 146),
    "ja": Rate(128, 47, 0, 159, 28),
}


def said_ms(narration: Iterable[Sentence], language: str, stretch: int = 100) -> int:
    """About how long it takes to say, in milliseconds, with the pauses between sentences.

    `stretch` is how long the voice takes, in hundredths of the language's first one: pauses are the studio's, not its.
    """
    total = 0
    for number, sentence in enumerate(narration):
        total += _sentence_ms(sentence, language) * stretch // 100
        if number:
            weighty = sentence.text.lstrip()[:1] in '“«「"' or "“" in sentence.text
            total += _QUESTION_MS if weighty else _SENTENCE_MS
    return total


def _sentence_ms(sentence: Sentence, language: str) -> int:
    rate = RATES.get(base(language), RATES["en"])
    said = " ".join(unit.said or (unit.shown if rate.word == 0 else "") for unit in sentence.units)
    plain = folded(said)
    syllables, letters = features(plain, language)
    words = len(re.findall(r"[^\W_]+", plain)) if rate.word else 0
    pauses = len(re.findall(r"[,;:，、；：](?=.)|[.!?。！？](?= )", said))
    return syllables * rate.syllable + letters * rate.letter + words * rate.word + pauses * rate.pause + rate.sentence


def features(said: str, language: str) -> tuple[int, int]:
    """Syllables (for Chinese characters, for Japanese morae) and letters of the Latin alphabet, of a folded text."""
    han, kana = len(_HAN.findall(said)), len(_KANA.findall(said))
    latin = re.sub(r"[^a-zæœø ]", " ", said)
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in latin.split())
    letters = len(latin.replace(" ", ""))
    if base(language) == "ja":
        return kana + han * 19 // 10 + syllables, letters
    return han + kana + syllables, letters
