"""The measure by which voices are judged: what is the same sound is right, however it is written."""

import pytest

from understood import away, by_letters, by_sound


@pytest.mark.parametrize(
    ("language", "said", "heard", "letters", "sound"),
    [
        ("en-US", "The train leaves at 7:45.", "The train leaves at 7.45", 0, 0),
        ("en-US", "They drew near.", "They drew nothing.", 1, 1),
        ("fr-FR", "Le conseil a voté.", "Le conseil à voter.", 2, 0),
        ("it-IT", "L'azienda assume.", "La zienda assume.", 2, 0),
        ("it-IT", "La fabbrica riapre.", "La fabbrica apre.", 1, 1),
        ("it-IT", "Davanti a 41.250 spettatori.", "Davanti a 41,250 spettatori", 0, 0),
        ("it-IT", "Sale a 8,5 gradi.", "Sale a 8,6 gradi", 1, 2),
        ("zh-CN", "一座城市", "一坐城市", 1, 0),
        ("zh-CN", "十万人", "10萬人", 0, 0),
        ("ja-JP", "町へ", "街へ", 1, 0),
        ("ja-JP", "14日に時が来る。", "十四日に時が来る", 0, 0),
        ("ja-JP", "祝いました", "祈りました", 2, 2),
    ],
)
def test_words_are_wrong_by_their_letters_or_by_their_sound(
    language: str, said: str, heard: str, letters: int, sound: int
) -> None:
    assert by_letters(said, heard, language).wrong == letters
    assert by_sound(said, heard, language).wrong == sound


def test_a_word_too_many_is_one_error_and_nothing_heard_is_all() -> None:
    assert by_sound("We read it.", "We read it red.", "en-US").wrong == 1
    assert by_sound("We read it.", "", "en-US").error == 1
    assert by_letters("We read it.", "", "en-US").error == 1


def test_the_distance_of_a_name_is_to_the_nearest_part_of_what_was_heard() -> None:
    assert away("abc", "xxabcxx") == 0
    assert away("abcd", "xxabxdxx") == 0.25
