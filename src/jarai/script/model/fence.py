"""Quotes the facts to a language model: as data on one line, between two lines that nobody else can write.

The marker carries the hash of what it encloses, so no text can hold its own; JSON leaves no line break and no angle
bracket of a partner's in it, so nothing in it can look like a line, a tag or a turn of the conversation.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from jarai.base.hashing import hash_of
from jarai.script.documents import Fact, Material

LONGEST = 24_000
"""Characters of facts that are shown; what is longer is cut at a whole fact."""
_FACT = 2_000
_ORDERS = re.compile(
    r"""(?xi)
    \b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|above|previous|prior|earlier|everything)
    | \b(?:system|developer)\s?(?:prompt|message|instruction|note|override)
    | (?:^|[\s"'<\[|])(?:system|assistant|user|human|ai)\s*[:>\]|](?!//)
    | <\|?/?(?:im_start|im_end|system|inst|sys|endoftext|eot_id|start_header_id)
    | \[/?INST\]
    | \byou\s+are\s+(?:now|no\s+longer|actually)\b
    | \bnew\s+(?:instruction|task|rule|role|system)s?\b.{0,20}[:.]
    | \b(?:act|respond|reply|answer|behave)\s+(?:as|only|with|like)\b.{0,60}\b(?:ai|assistant|model|dan|pirate|json|script|word)
    | \b(?:language\s+model|chatbot|chatgpt|llm|ai\s+(?:model|assistant|writer))s?\b.{0,60}\b(?:must|should|shall|please|write|say|output|insert|add)
    | \b(?:note|message|attention|instructions?|reminder)\s+(?:to|for)\s+(?:the\s+)?(?:ai|model|assistant|llm|writer|script|narrator|editor)
    | \b(?:reveal|print|repeat|output|show|leak|recite|translate)\b.{0,40}\b(?:prompt|instructions|rules|api\s?key|secret|above)
    | \b(?:jailbreak|prompt\s+injection|sudo\s+mode|developer\s+mode|do\s+anything\s+now)\b
    | \bend\s+of\s+(?:the\s+)?(?:material|facts|data|input|context)\b
    | \bMATERIAL\s+[0-9a-f]{6,}
    | \bignor(?:a|e|ez|iere|are|ar|ad)\b.{0,40}\b(?:instruc|instruç|istruzion|anweisung|consigne|règle|reglas|regole|regras)
    | \b(?:olvida|oublie|dimentica|esqueça|vergiss)\w*\b.{0,40}\b(?:instruc|instruç|istruzion|anweisung|consigne|todo|tout|tutto|tudo|alles)
    | 忽略.{0,12}(?:指令|指示|提示|规则|内容) | (?:系统|開発者|システム)(?:提示|プロンプト|メッセージ)
    | (?:指示|命令|ルール).{0,8}(?:無視|忘れ)
    """
)


def reads_like_orders(text: str) -> bool:
    """Whether a text reads like instructions to a machine. A guess, beside the fence and the check, never instead."""
    return _ORDERS.search(unicodedata.normalize("NFKC", text)) is not None


def tellable(material: Material) -> tuple[tuple[Fact, ...], int]:
    """The facts a model is shown, and how many are withheld because they read like instructions to it."""
    kept, size, withheld = [], 0, 0
    for fact in material.facts:
        if reads_like_orders(f"{fact.heading} {fact.text} {fact.speaker}"):
            withheld += 1
            continue
        size += min(len(fact.text), _FACT)
        if size > LONGEST:
            break
        kept.append(fact)
    return tuple(kept), withheld


def shown_topic(material: Material) -> str:
    """The topic as a model is shown it: empty where it reads like instructions to it."""
    return "" if reads_like_orders(material.topic) else material.topic


def fenced(topic: str, facts: Iterable[Fact], sentences: Mapping[int, Any] = MappingProxyType({})) -> str:
    """Topic and facts as quoted data, and sentences of an earlier answer by their numbers."""
    shown = [
        {
            name: value
            for name, value in (
                ("id", fact.source_id),
                ("kind", fact.kind),
                ("heading", fact.heading),
                ("text", fact.text[:_FACT]),
                ("speaker", fact.speaker),
            )
            if value
        }
        for fact in facts
    ]
    quoted: dict[str, Any] = {"topic": topic, "facts": shown}
    if sentences:
        quoted["sentences"] = {str(number): each for number, each in sentences.items()}
    data = json.dumps(quoted, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    data = re.sub(r"[\u0085\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", data)
    marker = f"MATERIAL {hash_of(data)[:16]}"
    return f"{marker}\n{data}\n{marker}"
