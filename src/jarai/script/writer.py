"""The facts-only writer: from facts to brief, narrative, beats and scenes, each made from the one before."""

from jarai.script.compose import HEADLINE_LIMIT, compose
from jarai.script.documents import Act, Beats, Brief, Material, Narrative, Script, ScriptSettings
from jarai.script.elements import open_ended, shortened
from jarai.script.fit import fitted, length_ms
from jarai.script.outline import outline
from jarai.script.phrasebook import book
from jarai.script.rank import genre_of, practical, strongest

_ACTS = {
    "figures": ("opening", "figures", "story", "practical", "closing"),
    "facts": ("opening", "story", "practical", "closing"),
    "steps": ("opening", "story", "steps", "practical", "closing"),
    "event": ("opening", "story", "practical", "closing"),
    "calm": ("opening", "story", "closing"),
    "nothing": ("opening", "questions", "closing"),
}
_SHORT_OF = 0.92


def brief(material: Material, settings: ScriptSettings) -> Brief:
    """What is to be made. Raises NeverWorks for a language this writer has no words in."""
    book(settings.language)
    genre = genre_of(material)
    return Brief(
        subject=material.topic,
        duration_seconds=settings.duration_seconds,
        acts=_ACTS[genre],
        has_facts=bool(material.facts),
        genre=genre,
    )


def narrative(brief: Brief, material: Material) -> Narrative:
    """All facts sorted into acts: what opens, what is told, what a visitor must know. How many fit is the beats' matter."""
    words = book(material.language)
    first = strongest(material) if brief.genre in {"figures", "facts"} else None
    told: dict[str, list[str]] = {name: [] for name in brief.acts}
    for beat in outline(material, brief.genre, {fact.source_id for fact in material.facts}):
        for each in beat.source_ids:
            fact = next(fact for fact in material.facts if fact.source_id == each)
            name = "opening" if fact is first else "practical" if practical(fact, words) else "story"
            if fact.kind == "table" or fact.kind == "step":
                name = "steps" if fact.kind == "step" else "figures"
            told[name if name in told else "story" if "story" in told else "opening"].append(each)
    return Narrative(brief=brief, acts=tuple(Act(name=name, source_ids=tuple(ids)) for name, ids in told.items()))


def beats(narrative: Narrative, material: Material, settings: ScriptSettings) -> Beats:
    """One beat a scene, as many facts as the length takes, the most telling ones first, with rests that fill it."""
    return fitted(narrative.brief, material, settings)


def scenes(beats: Beats, material: Material, settings: ScriptSettings) -> Script:
    """The scenes with their words and what is on screen."""
    written, headings = compose(beats, material)
    notices = book(material.language).notices
    told = {each for beat in beats.beats for each in beat.source_ids}
    left_out = [fact for fact in material.facts if fact.source_id not in told]
    found = list(material.notices)
    if not material.facts:
        found.insert(0, notices["no_facts"])
    elif left_out:
        which = "; ".join(shortened(open_ended(fact.text.replace("\n", " ")), 40) for fact in left_out[:5])
        found.append(notices["left_out"].format(count=len(left_out), all=len(material.facts), which=which))
    wanted = settings.wanted_ms
    if (lasts := length_ms(written, material.language, settings.stretch)) < wanted * _SHORT_OF:
        found.append(notices["short"].format(seconds=round(lasts / 1000), wanted=round(wanted / 1000)))
    return Script(
        title=shortened(material.topic, HEADLINE_LIMIT),
        scenes=written,
        sources=(*material.sources, *headings),
        notices=tuple(found),
    )
