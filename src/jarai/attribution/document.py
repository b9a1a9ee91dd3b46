"""The attribution as a document: `attribution.json`."""

from jarai.base.model import Wire
from jarai.storyboard.credit import Credit


class CitedSource(Wire):
    """One of the facts that the script used, and where it comes from.

    `licence` and `credit` are those of a text the studio found itself; the partner answers for what they brought.
    """

    source_id: str
    quote: str
    url: str | None
    licence: str = ""
    licence_url: str = ""
    credit: str = ""


class Attribution(Wire):
    """Everything the video is made of."""

    credits: tuple[Credit, ...]
    sources: tuple[CitedSource, ...]
    title: str = ""
    language: str = "en-US"
    ai_notice: str = ""
