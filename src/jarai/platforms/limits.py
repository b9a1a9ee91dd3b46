"""What each platform takes of a title, a text, hashtags and alternative texts, in the unit that it counts in.

Beside each stands where its figures come from and when that was read. `confirmed` are those read in the platform's own
documentation, schema or program; what only others say of a platform is not, and of two figures the smaller one holds.

A platform's field for saying that a video was made with AI is named where it has one; the text says it too.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from icu4py.breakers import CharacterBreaker

Unit = Literal["characters", "utf16", "bytes", "weighted", "graphemes", "emoji-bytes"]
_ADDRESS = re.compile(r"(?:https?://)?[^\s./]+(?:\.[^\s./]+)+(?:/\S*)?")
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""The code points that twitter-text counts once; all others count twice."""


@dataclass(frozen=True)
class Limits:
    """One platform's. `title`, in characters, is 0 where it has none; `text` is the most its main text may be, in `unit`.

    `hashtags` is how many are given, never more than the platform takes; `tagged` says whether they stand in the text.
    `aim` is how much of the script is told, at most. `chapters` says whether it reads times in the text as chapters,
    `links` whether the sources' addresses are listed, `brackets` whether its texts may hold `<` and `>`. `source` is where
    the figures come from, `confirmed` whether that is the platform itself.
    """

    platform: str
    title: int
    text: int
    unit: Unit
    aim: int
    hashtags: int
    alt_text: int
    source: str
    confirmed: bool = True
    tagged: bool = True
    chapters: bool = False
    links: bool = False
    brackets: bool = True
    disclosure_field: str = ""


WATCH_PAGE_LIMITS = Limits(
    "watch-page", 100, 500, "characters", 300, 5, 500, "our own page: what search engines show", tagged=False
)
_YOUTUBE = Limits(
    "youtube",
    title=100,
    text=5000,
    unit="bytes",
    aim=3000,
    hashtags=5,
    alt_text=0,
    source="Data API v3, videos (no angle brackets), and its help on chapters; 2026-11",
    chapters=True,
    links=True,
    brackets=False,
    disclosure_field="status.containsSyntheticMedia",
)
_TIKTOK = Limits(
    "tiktok",
    title=0,
    text=2200,
    unit="utf16",
    aim=600,
    hashtags=5,
    alt_text=0,
    source="Content Posting API, Direct Post; five hashtags since 2025-08; 2026-11",
    disclosure_field="post_info.is_aigc",
)
_INSTAGRAM = Limits(
    "instagram",
    title=0,
    text=2200,
    unit="characters",
    aim=600,
    hashtags=5,
    alt_text=1000,
    source="Graph API, content publishing; five hashtags since 2025-12; 2026-11",
    disclosure_field="is_ai_generated",
)
_FACEBOOK = Limits(
    "facebook",
    title=0,
    text=2200,
    unit="characters",
    aim=1200,
    hashtags=3,
    alt_text=0,
    source="Meta names none; PostSyncer's documentation cuts at 2,200, others say 63,206 of a post; 2026-11-25",
    confirmed=False,
    links=True,
    disclosure_field="is_ai_generated",
)
_LINKEDIN = Limits(
    "linkedin",
    title=0,
    text=3000,
    unit="utf16",
    aim=1200,
    hashtags=3,
    alt_text=0,
    source="Ayrshare's and PostSyncer's documentation of the Posts API's commentary; 2026-11-25",
    confirmed=False,
    links=True,
)
_X = Limits(
    "x",
    title=0,
    text=280,
    unit="weighted",
    aim=280,
    hashtags=2,
    alt_text=1000,
    source="twitter-text 3 (wide characters count two, an address 23) and media/metadata; 2026-11",
    disclosure_field="made_with_ai",
)
_THREADS = Limits(
    "threads",
    title=0,
    text=500,
    unit="emoji-bytes",
    aim=500,
    hashtags=1,
    alt_text=1000,
    source="Threads API, posts (an emoji by its UTF-8 bytes, one topic); 2026-11",
)
_BLUESKY = Limits(
    "bluesky",
    title=0,
    text=300,
    unit="graphemes",
    aim=300,
    hashtags=3,
    alt_text=1000,
    source="lexicons app.bsky.feed.post and app.bsky.embed.video (which takes 10,000); 2026-11",
)
_MASTODON = Limits(
    "mastodon",
    title=0,
    text=500,
    unit="characters",
    aim=500,
    hashtags=3,
    alt_text=1500,
    source="its program: status_length_validator.rb, media_attachment.rb; an instance may take more; 2026-11-25",
)
_PINTEREST = Limits(
    "pinterest",
    title=100,
    text=500,
    unit="characters",
    aim=500,
    hashtags=3,
    alt_text=500,
    source="Ayrshare's documentation of the API's pins; others say 800 of a text; 2026-11-25",
    confirmed=False,
    disclosure_field="ai_disclosures",
)
_VIMEO = Limits(
    "vimeo",
    title=128,
    text=5000,
    unit="characters",
    aim=3000,
    hashtags=5,
    alt_text=0,
    source="a user of its API: pupilfirst/pupilfirst, pull request 1611, 2024-05; 2026-11-25",
    confirmed=False,
    tagged=False,
    links=True,
)
_PEERTUBE = Limits(
    "peertube",
    title=120,
    text=10000,
    unit="characters",
    aim=3000,
    hashtags=5,
    alt_text=0,
    source="its program: initializers/constants.ts (five tags of 2 to 30 characters); 2026-11-25",
    tagged=False,
    chapters=True,
    links=True,
)
LIMITS = (
    WATCH_PAGE_LIMITS,
    _YOUTUBE,
    _TIKTOK,
    _INSTAGRAM,
    _FACEBOOK,
    _LINKEDIN,
    _X,
    _THREADS,
    _BLUESKY,
    _MASTODON,
    _PINTEREST,
    _VIMEO,
    _PEERTUBE,
)


def size(text: str, unit: Unit) -> int:
    """How long a platform that counts in this unit finds the text."""
    match unit:
        case "characters":
            return len(text)
        case "utf16":
            return len(text.encode("utf-16-le")) // 2
        case "bytes":
            return len(text.encode())
        case "graphemes":
            return sum(1 for _ in CharacterBreaker(text, "en"))
        case "emoji-bytes":
            return sum(len(each.encode()) if unicodedata.category(each) == "So" else 1 for each in text)
        case "weighted":
            return _weighted(text)


def _weighted(text: str) -> int:
    """As X counts: what looks like an address is at least 23, whatever its length."""
    addresses = _ADDRESS.findall(text)
    rest = unicodedata.normalize("NFC", _ADDRESS.sub("", text))
    heavy = sum(1 if any(first <= ord(each) <= last for first, last in _LIGHT) else 2 for each in rest)
    return heavy + sum(max(23, 2 * len(each)) for each in addresses)
