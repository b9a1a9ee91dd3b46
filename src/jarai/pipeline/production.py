"""A production, from topic to files, in fifteen steps: the contract's, in the contract's order."""

from typing import Any

from jarai.pipeline.acquire_images import CANDIDATES
from jarai.pipeline.analyse_images import ANALYSES
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.compose_video import COMPOSITION
from jarai.pipeline.evaluate_gate import GATE
from jarai.pipeline.make_variants import VARIANTS
from jarai.pipeline.mix_sound import SOUNDTRACK
from jarai.pipeline.outline_beats import BEATS
from jarai.pipeline.package_attribution import ATTRIBUTION
from jarai.pipeline.package_deliverables import DELIVERABLES
from jarai.pipeline.speak import VOICING
from jarai.pipeline.step import Step
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_narrative import NARRATIVE
from jarai.pipeline.write_scenes import SCENES
from jarai.pipeline.write_seo import SEO

STEPS: tuple[Step[Any], ...] = (
    BRIEF,  # subject, audience, length, structure
    NARRATIVE,  # which facts tell the story, act by act
    BEATS,  # what kind of scene each beat becomes
    SCENES,  # the storyboard: words and what is on screen
    CANDIDATES,  # pictures that could be shown
    ANALYSES,  # which of them may be
    CHOICES,  # the picture of each scene
    VOICING,  # speech, with the times of words and phonemes
    SOUNDTRACK,  # both mixes: the programme and the described one
    COMPOSITION,  # scenes drawn, encoded, joined
    VARIANTS,  # what each platform gets
    SEO,  # title, description, hashtags
    ATTRIBUTION,  # what it is made of, with licences
    DELIVERABLES,  # files, checks, certificate
    GATE,  # may it go out?
)
