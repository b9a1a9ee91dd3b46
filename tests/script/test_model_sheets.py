"""Ten kinds of facts in up to seven languages, worded by a language model: no claim without a source, the right length."""

from collections.abc import Iterator

import pytest

from authors import SETTINGS, written
from jarai.script.claims import claims, unsupported
from jarai.script.fit import length_ms
from jarai.script.limits import element_problems
from sheets import NAMES, sheet
from simulators.language_model import LanguageModel, language_model

AS_WRITTEN = ("nothing", "poem", "obituary")
"""What a model is not asked about."""


@pytest.fixture(scope="module")
def model() -> Iterator[LanguageModel]:
    with language_model() as made:
        yield made


@pytest.mark.parametrize("name", NAMES)
async def test_a_model_words_every_kind_of_facts_in_every_language(model: LanguageModel, name: str) -> None:
    made = sheet(name)
    model.asked.clear()
    settings = SETTINGS.model_copy(update={"language": made.language, "duration_seconds": made.seconds})
    script = await written(model, material=made.material, settings=settings)
    assert model.steps[:4] == ([] if name.startswith(AS_WRITTEN) else ["brief", "narrative", "beats", "scenes"])
    quotes = {source.source_id: source.quote for source in script.sources}
    for scene in script.scenes:
        assert list(element_problems(made.board, scene.element, len(scene.narration), scene.scene_id)) == []
        for sentence in scene.narration:
            sources = [quotes[each] for each in sentence.source_ids]
            assert unsupported(sentence.text, sources, made.language).all == (), sentence.text
            assert sentence.source_ids or claims(sentence.text, made.language).all == (), sentence.text
    assert abs(length_ms(script.scenes, made.language) - made.seconds * 1000) <= made.seconds * 80
