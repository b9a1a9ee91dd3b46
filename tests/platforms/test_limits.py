import pytest

from jarai.platforms.limits import LIMITS, Unit, size


@pytest.mark.parametrize(
    ("text", "unit", "length"),
    [
        ("Brücke", "characters", 6),
        ("Brücke", "bytes", 7),
        ("潮汐", "bytes", 6),
        ("𝄞", "utf16", 2),
        ("e\u0301", "graphemes", 1),
        ("👩‍👩‍👧", "graphemes", 1),
        ("plain", "weighted", 5),
        ("潮汐", "weighted", 4),
        ("“quoted”", "weighted", 8),
        ("a.io", "weighted", 23),
        ("see https://example.com/a", "weighted", 4 + 2 * 21),
        ("🎉 ok", "emoji-bytes", 7),
    ],
)
def test_texts_are_counted_as_each_platform_counts(text: str, unit: Unit, length: int) -> None:
    assert size(text, unit) == length


def test_each_platform_is_listed_once_and_has_room_for_its_hashtags() -> None:
    assert len({each.platform for each in LIMITS}) == len(LIMITS)
    assert all(each.hashtags <= 5 and each.aim <= each.text for each in LIMITS)


def test_each_platform_s_figures_name_where_they_are_from_and_those_of_others_are_marked() -> None:
    assert all(each.source for each in LIMITS)
    assert [each.platform for each in LIMITS if not each.confirmed] == ["facebook", "linkedin", "pinterest", "vimeo"]
