"""What each platform takes of a title, a text, hashtags and alternative texts, in the unit that it counts in.

Sources, as of November 2026. YouTube: Data API v3, `videos` (title 100 characters, description 5,000 bytes, neither with
angle brackets) and its help on chapters. TikTok: Content Posting API, Direct Post (2,200 UTF-16 units; five hashtags
since August 2025). Instagram: Graph API, content publishing (2,200 characters; five hashtags since December 2025).
Facebook: 63,206 characters. LinkedIn: Posts API, `commentary` (3,000). X: the counting rules of twitter-text 3 (280,
wide characters count two, an address 23) and `media/metadata` (1,000). Threads: API, posts (500, an emoji by its UTF-8
bytes; one topic). Bluesky: lexicons `app.bsky.feed.post` (300 graphemes) and `app.bsky.embed.video` (1,000). Mastodon:
an instance's defaults (500; 1,500 for media). Pinterest: API v5, pins (100; 500, of the 800 it takes). Vimeo: API 3.4
(128; 5,000). PeerTube: its constants (120; 10,000; five tags of 30 characters). The watch page: what search engines show.

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
    `links` whether the sources' addresses are listed, `brackets` whether its texts may hold `<` and `>`.
    """

    platform: str
    title: int
    text: int
    unit: Unit
    aim: int
    hashtags: int
    alt_text: int
    tagged: bool = True
    chapters: bool = False
    links: bool = False
    brackets: bool = True
    disclosure_field: str = ""


_YOUTUBE = Limits(
    "youtube",
    title=100,
    text=5000,
    unit="bytes",
    aim=3000,
    hashtags=5,
    alt_text=0,
    chapters=True,
    links=True,
    brackets=False,
    disclosure_field="status.containsSyntheticMedia",
)
WATCH_PAGE_LIMITS = Limits("watch-page", 100, 500, "characters", 300, 5, 500, tagged=False)
LIMITS = (
    WATCH_PAGE_LIMITS,
    _YOUTUBE,
    Limits("tiktok", 0, 2200, "utf16", 600, 5, 0, disclosure_field="post_info.is_aigc"),
    Limits("instagram", 0, 2200, "characters", 600, 5, 1000, disclosure_field="is_ai_generated"),
    Limits("facebook", 0, 63206, "characters", 1200, 3, 0, links=True, disclosure_field="is_ai_generated"),
    Limits("linkedin", 0, 3000, "utf16", 1200, 3, 0, links=True),
    Limits("x", 0, 280, "weighted", 280, 2, 1000, disclosure_field="made_with_ai"),
    Limits("threads", 0, 500, "emoji-bytes", 500, 1, 1000),
    Limits("bluesky", 0, 300, "graphemes", 300, 3, 1000),
    Limits("mastodon", 0, 500, "characters", 500, 3, 1500),
    Limits("pinterest", 100, 500, "characters", 500, 3, 500, disclosure_field="ai_disclosures"),
    Limits("vimeo", 128, 5000, "characters", 3000, 5, 0, tagged=False, links=True),
    Limits("peertube", 120, 10000, "characters", 3000, 5, 0, tagged=False, chapters=True, links=True),
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
