"""Names that a language's own rules of spelling don't fit: these rules read them, but can only guess.

For the languages that are read by rules or by a model of each word, where no dictionary says what is known. Only names are
looked at, words with a capital that are not written in capitals throughout: foreign words in small letters are borrowed and
read as the language reads them.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LOANS = _words(
    "web internet club sport film euro bus taxi covid test set kit nord sud est ovest autobus gas chef top rock jazz budget "
    "email ski parking weekend kiosque wagon marketing smartphone stop ticket podcast video vlog blog"
)
_KILO = re.compile(r"[kq]u?il[oóôò]")
_MARKS = "ßæøåłđšžčćřěůęążźśńőűğışțăāēīō"
_FOREIGN = {
    "es-ES": re.compile(
        rf"[kwçœäëïöàèìòùâêîôûãõ{_MARKS}]|[st]h|ph|ck|tz|sch|([abdfghijkmopqstuvwxz])\1|[bcfghkmpqtvw]$|^s[bcdfgklmnpqrtvw]"
    ),
    "it-IT": re.compile(
        rf"[jkwxyçñœäëïöüâêôûãõáíóú{_MARKS}]|(?<![cg])h(?!o$|a$|ai$|anno$)|ck|tz|[bcdfghkmpqtvz]$|ee|oo"
    ),
    "pt-BR": re.compile(
        rf"[kwyñœäëïöìòùèîû{_MARKS}]|(?<![cln])h(?<!^h)|ph|ck|tz|sch|([abdfghijklmnpqtuvwxz])\1|[bcdfghjkpqtv]$"
    ),
    "fr-FR": re.compile(rf"[kwñäöáíóúãõìò{_MARKS.replace('æ', '')}]|(?<!c)sh|sch|oo|ee(?!$)|ij|cz|sz|tz|ck|zz|[jqv]$"),
}


def is_foreign(word: str, language: str) -> bool:
    """Whether the word, as written, is a name with a spelling that the language's own words don't have."""
    rule = _FOREIGN.get(language)
    if rule is None or len(word) < 3 or not word[0].isupper() or word.isupper():
        return False
    small = word.lower()
    return small not in _LOANS and not _KILO.match(small) and rule.search(small) is not None
