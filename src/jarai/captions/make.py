"""Cuts the spoken narration into cues.

Each scene is cut on its own, by the cheapest path over all its pieces: a cue starts with its first word and ends with
its last, starts anew at each sentence unless whole short sentences share one, and keeps the limits of `profile`.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from jarai.captions.atoms import Atom, atoms
from jarai.captions.breaks import NEVER, break_costs, lines, text
from jarai.captions.cue import Cue
from jarai.captions.profile import MAX_DURATION, MAX_EXTENSION, MIN_DURATION, MIN_GAP, Profile, profile_for
from jarai.storyboard.model import Scene, Storyboard
from jarai.storyboard.times import SAMPLE_RATE, SAMPLES_PER_FRAME
from jarai.storyboard.voicing import SpokenScene, Voicing

_PER_CUE = 10
_JOINED_SENTENCE = 14
_PAUSE = SAMPLE_RATE // 2
_DASH = "–"
_AIMED, _HIGHEST = 17, 20
"""Characters a second in English: what is aimed at, and what nothing may go over (`CAP-CPS`)."""


@dataclass(frozen=True)
class _Block:
    start: int
    end: int
    lines: tuple[str, ...]
    sentence: int = 0
    speaker: str = ""

    @property
    def characters(self) -> int:
        return sum(len(line) for line in self.lines)


def cues(storyboard: Storyboard, voicing: Voicing) -> tuple[Cue, ...]:
    """The programme's captions, in order, never overlapping, each of one speaker.

    Times are samples of the programme. A cue starts with its first word, and outlasts its last word by at most 100 ms,
    and only to last 5/6 s, to be readable, or to close a gap of less than two frames. Where two speak, the short name of
    who begins stands before the first words of each turn, or a dash where the turn is too short for a name.
    """
    profile = profile_for(storyboard.language)
    blocks: list[_Block] = []
    shown = _short_names(storyboard.presenter.name, storyboard.partner.name) if storyboard.partner else {}
    before = ""
    for scene, (start, spoken) in zip(storyboard.scenes, voicing.with_starts(), strict=True):
        said_by = [storyboard.speaker(sentence) for sentence in scene.narration]
        names, before = _turns(said_by, before, shown) if shown else ({}, before)
        row = atoms(scene, spoken, start, profile.characters_per_line, _readable(names, scene, spoken, profile))
        if row:
            found = _cut(row, profile, {number for number in names if number})
            blocks += (replace(block, speaker=said_by[block.sentence]) for block in found)
    timed = _settle(blocks, profile, voicing.frames * SAMPLES_PER_FRAME)
    return tuple(
        Cue(number=number, start=block.start, end=block.end, speaker=block.speaker, lines=block.lines)
        for number, block in enumerate(timed, 1)
    )


def _short_names(*full: str) -> dict[str, str]:
    """What each speaker is called in captions, whose time a name takes without being said: the first name.

    The full one where both have the same, or where it is none (a title, an initial). It also stands in the cue's voice tag.
    """
    short = [name.split()[0] if name.split() else name for name in full]
    plain = len(set(short)) == len(full) and all(len(each) > 1 and each.isalpha() for each in short)
    return dict(zip(full, short if plain else full, strict=True))


def _turns(said_by: Sequence[str], before: str, shown: Mapping[str, str]) -> tuple[dict[int, str], str]:
    """What to show before each sentence that begins a turn, and who speaks at the end."""
    names = {}
    for number, name in enumerate(said_by):
        if name != before:
            names[number] = f"{shown[name]}:"
        before = name
    return names, before


def _readable(names: Mapping[int, str], scene: Scene, spoken: SpokenScene, profile: Profile) -> dict[int, str]:
    """The names, and a dash for one that would make a turn of a few words ("Anna: And beyond that?") too fast to read."""
    shown = dict(names)
    for number, name in names.items():
        said = [unit for unit in spoken.units if unit.sentence == number]
        time = said[-1].end - said[0].start if said else 0
        characters = len(name) + 1 + len(scene.narration[number].text)
        if characters * SAMPLE_RATE * _AIMED > time * _HIGHEST * profile.target_speed:
            shown[number] = _DASH
    return shown


def _cut(row: Sequence[Atom], profile: Profile, turns: Set[int]) -> list[_Block]:
    """The cheapest way to cut one scene's pieces into cues. None goes over the beginning of a sentence in `turns`."""
    costs = break_costs(row, profile)
    best: list[tuple[int, int, _Block | None]] = [(0, 0, None)]
    for last in range(1, len(row) + 1):
        candidates: list[tuple[int, int, _Block | None]] = []
        for first in range(last - 1, -1, -1):
            if first + 1 < last and row[first + 1].sentence != row[first].sentence and row[first + 1].sentence in turns:
                break
            laid = lines(row, costs, first, last, profile)
            if laid is None and len(text(row[first:last])) > 2 * profile.characters_per_line:
                break
            if laid is None:
                continue
            block = _Block(row[first].start, row[last - 1].end, laid[1], row[first].sentence)
            price = best[first][0] + laid[0] + _price(row, costs, first, last, block, profile)
            candidates.append((price, first, block))
        best.append(min(candidates, key=lambda candidate: candidate[:2]))
    blocks: list[_Block] = []
    at = len(row)
    while at:
        _, first, found = best[at]
        if found is not None:
            blocks.append(found)
        at = first
    return blocks[::-1]


def _price(row: Sequence[Atom], costs: Sequence[int], first: int, last: int, block: _Block, profile: Profile) -> int:
    """What a cue of pieces `first` to `last - 1` costs beside its line break."""
    price = _PER_CUE + 2 * costs[first]
    inside = range(first + 1, last)
    joints = [at for at in inside if row[at].sentence != row[at - 1].sentence]
    whole = (first == 0 or row[first - 1].sentence != row[first].sentence) and (
        last == len(row) or row[last].sentence != row[last - 1].sentence
    )
    price += len(joints) * (_JOINED_SENTENCE if whole else 10 * NEVER)
    price += sum(8 for at in inside if row[at].start - row[at - 1].end > _PAUSE)
    duration = max(1, block.end - block.start)
    if duration > MAX_DURATION - MIN_GAP:
        price += 20 * NEVER
    if duration + MAX_EXTENSION < MIN_DURATION:
        price += 20 + 60 * (MIN_DURATION - duration) // MIN_DURATION
    speed = block.characters * SAMPLE_RATE // duration
    if block.characters * SAMPLE_RATE * _AIMED > duration * _HIGHEST * profile.target_speed:
        price += 10 * NEVER
    return price + min(NEVER, 4 * max(0, speed - profile.target_speed))


def _settle(blocks: Sequence[_Block], profile: Profile, programme: int) -> list[_Block]:
    """The final times: gaps of less than two frames closed, short or fast cues held a little, none overlapping."""
    settled: list[_Block] = []
    earliest = 0
    for index, block in enumerate(blocks):
        start = max(block.start, earliest)
        following = blocks[index + 1].start if index + 1 < len(blocks) else programme + MIN_GAP
        wanted = max(MIN_DURATION, block.characters * SAMPLE_RATE // profile.target_speed)
        room = max(block.end, following - MIN_GAP)
        end = min(max(block.end, start + wanted), block.end + MAX_EXTENSION, room)
        if following - end < MIN_GAP:
            end = following if index + 1 < len(blocks) else min(end, programme)
        # A text far longer than the word it is shown with would else be cut into cues of no length.
        end = max(end, start + SAMPLES_PER_FRAME)
        earliest = end
        settled.append(replace(block, start=start, end=end))
    return settled
