"""Words that the voices guess: names that no dictionary has and no spelling tells, and nothing else."""

import pytest

from jarai.speech.hibari import HibariVoice
from jarai.speech.letters.words import pronounce
from jarai.speech.phonemes import Word
from jarai.speech.reading import read
from jarai.speech.turns import joined
from jarai.storyboard.model import Unit
from jarai.storyboard.voicing import Guess, SpokenScene, SpokenUnit, Voicing
from saying import scene
from sheets import NAMES, sheet


def words_of(text: str, language: str, **lexicon: str) -> list[Word]:
    return pronounce(read([Unit(shown=text, said=text)], language), language, lexicon)


def guessed(text: str, language: str, **lexicon: str) -> list[str]:
    return [word.text for word in words_of(text, language, **lexicon) if word.guessed]


@pytest.mark.parametrize(
    ("language", "text", "unsure"),
    [
        ("en-US", "The zooxanthellae of Nguyen and Solheim live in warm water.", ["zooxanthellae", "Solheim"]),
        ("en-GB", "The zooxanthellae of Solheim live in warm water.", ["Solheim"]),
        ("en-US", "NATO and the U.S. said it isn't over; re-opened shops aren't busy.", []),
        ("es-ES", "La Señora Quiroga leyó a Washington Zuckmayer en el Club, a tres Kilómetros.", ["Washington", "Zuckmayer"]),
        ("es-ES", "El Rey y David Muñoz llegaron de Madrid a Zaragoza en Reloj.", []),
        ("it-IT", "Il Signor Brunelleschi ha visto Chieti e Washington, Ho e Hanno.", ["Washington"]),
        ("it-IT", "Giuseppe Verdi nacque a Busseto, al Nord, con Giacomo Puccini.", []),
        ("pt-BR", "A Senhora Guimarães foi a Schwarzenberg com João Filho e Hoje.", ["Schwarzenberg"]),
        ("fr-FR", "Le Théâtre de l'Europe invite Krzysztof et Siobhán à Reims, à deux Kilomètres.", ["Krzysztof", "Siobhán"]),
        ("fr-FR", "François Hollande et la Musée du Quai Branly.", []),
        ("zh-CN", "公司和 Solheim 的 market 在北京。", ["Solheim"]),
        ("ja-JP", "東京の Solheim と market は駅にあります。", ["Solheim"]),
    ],
)  # fmt: skip
def test_what_is_guessed_is_known(language: str, text: str, unsure: list[str]) -> None:
    assert guessed(text, language) == unsure


def test_a_word_of_the_accounts_lexicon_is_no_guess() -> None:
    assert guessed("Solheim opens.", "en-US", Solheim="sˈOlhAm") == []
    assert guessed("Washington abre.", "es-ES", Washington="wˈasintɔn") == []


def test_everyday_scripts_have_no_guesses_but_names() -> None:
    names = {"kr", "museumsnight"}  # a currency's letters, and a web address
    for name in NAMES:
        made = sheet(name)
        units = [unit for sentence in made.sentences for unit in sentence.units]
        words = pronounce(read(units, made.language), made.language)
        found = {word.text for word in words if word.guessed} - names
        assert all(word[0].isupper() for word in found), (name, found)
        assert len(found) <= 8, (name, found)


def test_a_scene_names_its_guesses_by_sentence_and_unit() -> None:
    voice = HibariVoice()
    first, second = voice.speak(scene("The sea is warm.")), voice.speak(scene("It is so.", "Ask Solheim again."))
    assert first.guesses == ()
    (guess,) = second.guesses
    assert (guess.word, guess.sentence, guess.unit) == ("Solheim", 1, 1)
    both = joined([(first, 0), (second, 1)])
    assert [(each.word, each.sentence) for each in both.guesses] == [("Solheim", 2)]


def test_at_most_a_dozen_words_are_told_names_and_frequent_ones_first() -> None:
    said = [f"word{number}" for number in range(20)] + ["Solheim", "word3", "Nordwind", "Solheim"]
    spoken = SpokenScene(
        scene_id="s", frames=30, audio="", audio_sha256="", phonemes=(),
        units=tuple(SpokenUnit(sentence=0, unit=at, start=at * 1000, end=at * 1000 + 900) for at in range(len(said))),
        guesses=tuple(Guess(word=word, signs="x", sentence=0, unit=at) for at, word in enumerate(said)),
    )  # fmt: skip
    silent = spoken.model_copy(update={"units": (), "guesses": ()})
    voicing = Voicing(scenes=(silent, spoken))
    assert len(voicing.unsure) == 12
    assert [each.word for each in voicing.unsure if each.word[0].isupper()] == ["Solheim", "Nordwind"]
    assert "word3" in {each.word for each in voicing.unsure}
    assert "word19" not in {each.word for each in voicing.unsure}
    solheim = next(each for each in voicing.unsure if each.word == "Solheim")
    assert (solheim.start, solheim.end) == (30 * 1600 + 20_000, 30 * 1600 + 20_900)
    assert [notice for notice in voicing.notices if "Pronunciation unsure" in notice]
    assert Voicing(scenes=(silent,)).notices == ()
