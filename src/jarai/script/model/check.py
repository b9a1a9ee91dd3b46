"""The fact check: what of a sentence its sources don't say, and what no sentence of a model may hold.

Figures, names, dates, quotations and addresses go by `script/claims.py`. Beside it a sentence must be about its facts
(most of its longer words are theirs), must not invite to anything they don't, and must not recite our prompts.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jarai.script.claim_words import SMALL, base
from jarai.script.claims import claims, unsupported
from jarai.script.documents import Fact
from jarai.script.model.fence import reads_like_orders
from jarai.script.model.prompts import shipped
from jarai.script.reading import cleaned

LONGEST = 320
"""Characters of a sentence."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HAN = re.compile(r"[぀-ヿ㐀-鿿]+")
_MARKUP = re.compile(r"[<>\[\]{}`*#|\\_^~]|//")
_HANDLE = re.compile(r"(?:^|\s)[@#]\w{2,}")
_INVITES = re.compile(
    r"""(?xi)
    \b(?:subscrib\w*|sign\s+up|click|tap|swipe|follow\s+(?:us|me|our|the\s+link)|visit|buy|order|purchase|shop\s+now|download|
       install|call\s+(?:now|us|today)|donate|vote\s+for|like\s+and\s+share|share\s+this|hit\s+the|link\s+in|use\s+code|promo\w*|
       register|log\s+in|send\s+(?:us|your|money)|pay\s+(?:now|us)|invest\s+(?:now|in)|contact\s+us|email\s+us|text\s+us|
       check\s+out|don['’]?t\s+miss|act\s+now|hurry|stay\s+tuned|join\s+(?:us|now))\b
    | \b(?:suscr[ií]b\w*|haz\s+clic|pulsa|visita|compra|descarga|ll[aá]ma(?:nos)?|reg[ií]strate|dona|s[ií]guenos|vota\s+por)\b
    | \b(?:abonne[zr]?\w*|cliquez|visitez|achetez|t[ée]l[ée]chargez|appelez|inscrivez|suivez|votez|commandez|partagez)\b
    | \b(?:iscriv\w*|clicca\w*|visita\w*|compra\w*|scarica\w*|chiama\w*|seguici|vota\w*|condividi\w*|acquista\w*)\b
    | \b(?:inscreva\w*|clique\w*|visite\w*|compre\w*|baixe\w*|ligue\w*|siga\w*|vote\w*|compartilhe\w*|cadastre\w*)\b
    | 订阅|点击|关注我们|立即购买|下单|购买|扫码|下载|拨打|投票给|登録|クリック|フォロー|購入|ダウンロード|お電話|ご覧ください|お申し込み
    """
)


class Problem(NamedTuple):
    """What is wrong with a sentence, told to the model in words, and which part of it, where it is one."""

    why: str
    what: str = ""

    @property
    def told(self) -> str:
        """Both, for the model."""
        return f"{self.why}: {self.what}" if self.what else self.why


def problems(text: str, sources: Sequence[Fact | str], language: str) -> tuple[Problem, ...]:
    """What is wrong with a sentence that names these sources; nothing where it may be said.

    A source is a fact, or a text such as the topic.
    """
    known = [_text(each) for each in sources]
    joined = "\n".join(known)
    if not text or len(text) > LONGEST or cleaned(text) != text:
        return (Problem(f"it must be one to {LONGEST} characters of plain text"),)
    if not sources:
        return (Problem("it names no fact"),)
    if _MARKUP.search(text) and _MARKUP.search(text)[0] not in joined:  # type: ignore[index]
        return (Problem("it holds marks that nobody can say"),)
    if _HANDLE.search(text) or reads_like_orders(text) or recites(text):
        return (Problem("it speaks of something else than the facts"),)
    if addresses := claims(text, language).addresses:
        return (Problem("nobody can follow an address that is said", addresses[0]),)
    if in_another_language(text, joined, language):
        return (Problem("it is not in the language asked for"),)
    lacking = unsupported(text, known, language)
    if lacking:
        return tuple(Problem("not in its facts", each) for each in lacking.all[:4])
    invited = [match[0] for match in _INVITES.finditer(text) if match[0].casefold() not in joined.casefold()]
    if invited:
        return (Problem("the facts invite to nothing of the kind", invited[0]),)
    share = grounded(text, joined)
    return () if share * 2 >= 1 else (Problem("most of its words are not the facts'"),)


def in_another_language(text: str, sources: str, language: str) -> bool:
    """Whether the small words that are not the sources' own are another language's, or the script is."""
    asked = base(language)
    if asked in {"zh", "ja"}:
        return bool(_HAN.search(sources)) and not _HAN.search(text)
    words = set(_words(text)) - set(_words(sources))
    own = SMALL.get(asked, frozenset())
    other = max((len(words & (small - own)) for spoken, small in SMALL.items() if spoken != asked), default=0)
    return other >= 2 and other > 2 * len(words & own)


def grounded(text: str, sources: str) -> float:
    """The share of the text's words of three letters and more that stand in the sources too.

    Words are compared by their first letters (`opened` stands in `opening`), Chinese and Japanese by pairs of characters.
    """
    wanted, known = _stems(text), _stems(sources)
    return len(wanted & known) / len(wanted) if wanted else 1.0


def _stems(text: str) -> set[str]:
    folded = text.casefold()
    words = {word[:5] if len(word) > 5 else word for word in _WORD.findall(_HAN.sub(" ", folded)) if len(word) > 2}
    return words | {run[at : at + 2] for run in _HAN.findall(folded) for at in range(max(1, len(run) - 1))}


def recites(text: str) -> bool:
    """Whether six words in a row are our prompts'."""
    told = _words(text)
    return any(" ".join(told[at : at + 6]) in _prompts() for at in range(len(told) - 5))


def _prompts() -> str:
    return " ".join(_words(" ".join(shipped(name).text for name in ("rules", "brief", "narrative", "beats", "scenes"))))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _text(source: Fact | str) -> str:
    if isinstance(source, str):
        return source
    return "\n".join(filter(None, (source.heading, source.key, source.text, source.speaker)))


def texts_of(facts: Iterable[Fact]) -> list[str]:
    """Everything the facts say, for a check by somebody else."""
    return [_text(each) for each in facts]
