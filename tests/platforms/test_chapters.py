import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.platforms.chapters import Chapter, chapters
from jarai.storyboard.times import SAMPLE_RATE

SECONDS = SAMPLE_RATE


def test_scenes_become_chapters_of_ten_seconds_and_more() -> None:
    scenes = [(0, "Tides"), (4, "Power"), (15, "Cost"), (20, "Jobs"), (40, "Growth"), (55, "End")]
    found = chapters([(second * SECONDS, name) for second, name in scenes], 60 * SECONDS)
    assert [(each.start_seconds, each.title) for each in found] == [(0, "Tides"), (15, "Cost"), (40, "Growth")]


def test_too_few_chapters_are_none() -> None:
    assert chapters([(0, "Tides"), (20 * SECONDS, "Power")], 60 * SECONDS) == ()
    assert chapters([], 0) == ()


def test_a_name_comes_once_and_a_scene_without_one_goes_with_the_one_before() -> None:
    scenes = [(0, ""), (5, "Tides"), (20, ""), (40, "Power"), (60, "Tides"), (80, "Cost")]
    found = chapters([(second * SECONDS, name) for second, name in scenes], 100 * SECONDS)
    assert [(each.start_seconds, each.title) for each in found] == [(0, "Tides"), (40, "Power"), (80, "Cost")]


def test_times_are_written_as_youtube_reads_them() -> None:
    assert [Chapter(start_seconds=each, title="x").time for each in (0, 75, 3909)] == ["0:00", "1:15", "1:05:09"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["", "a", "b", "c", "d"])), max_size=30))
def test_whatever_the_scenes_youtube_takes_the_chapters(lengths: list[tuple[int, str]]) -> None:
    starts, at = [], 0
    for length, name in lengths:
        starts.append((at * SECONDS, name))
        at += length
    found = chapters(starts, at * SECONDS)
    times = [each.start_seconds for each in found] + [at]
    assert not found or (len(found) >= 3 and times[0] == 0)
    assert not found or all(later - sooner >= 10 for sooner, later in itertools.pairwise(times))
    assert all(each.title for each in found)
