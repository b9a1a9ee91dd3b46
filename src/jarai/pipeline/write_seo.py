"""Step 12: title, description and hashtags for each platform, from the script's own words."""

from jarai.base.model import Wire
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.storyboard.notice import ai_notice

TITLE_LIMIT = 100
DESCRIPTION_LIMIT = 300


class SearchTexts(Wire):
    """What a platform shows beside the video."""

    title: str
    description: str
    hashtags: tuple[str, ...]
    language: str


async def _run(context: StepContext) -> SearchTexts:
    board = context.read(SCENES)
    sentences = [sentence.text for scene in board.scenes for sentence in scene.narration if sentence.source_ids]
    description = _fitting(sentences, DESCRIPTION_LIMIT) or board.title
    return SearchTexts(
        title=_shortened(board.title, TITLE_LIMIT),
        description=f"{description} {ai_notice(board.language)}",
        hashtags=_hashtags(board.title),
        language=board.language,
    )


def _fitting(sentences: list[str], limit: int) -> str:
    """As many whole sentences as fit, in their order."""
    text = ""
    for sentence in sentences:
        if len(text) + len(sentence) + 1 > limit:
            break
        text = f"{text} {sentence}".strip()
    return text


def _shortened(text: str, limit: int) -> str:
    """`text` cut at a word, with an ellipsis, where it is longer than the limit."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "…"


def _hashtags(title: str) -> tuple[str, ...]:
    """The title's longer words, at most five, each once."""
    words = ["".join(character for character in word if character.isalnum()) for word in title.split()]
    return tuple(dict.fromkeys(f"#{word.lower()}" for word in words if len(word) > 4))[:5]


SEO = Step("SEOGenerator", SearchTexts, _run, needs=(SCENES,))
