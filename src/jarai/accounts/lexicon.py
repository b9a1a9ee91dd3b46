"""How an account has words pronounced, in the signs of the voices' alphabet, a language at a time."""

import re

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.accounts.queries import Account
from jarai.accounts.tables import accounts
from jarai.base.errors import InvalidRequest
from jarai.speech.letters.alphabet import ALPHABET

_WORD = re.compile(r"[^\W\d_]{1,60}")
_LONGEST, _MOST = 100, 2000


async def set_pronunciation(
    connection: AsyncConnection, account: Account, language: str, word: str, signs: str
) -> None:
    """Keep how a word is pronounced from the next production on; without signs it is forgotten.

    Raises InvalidRequest for what is not one word of letters, and for signs that aren't of the alphabet.
    """
    if not _WORD.fullmatch(word):
        raise InvalidRequest.field("word", "must be one word of 1 to 60 letters")
    strange = sorted(set(signs) - ALPHABET)
    if strange or len(signs) > _LONGEST:
        raise InvalidRequest.field(
            "signs", f"must be at most {_LONGEST} of the voices' alphabet, without {''.join(strange)!r}"
        )
    lexicon = {tag: dict(words) for tag, words in account.lexicon.items()}
    entries = lexicon.setdefault(language, {})
    entries.pop(word, None)
    if signs:
        entries[word] = signs
    if len(entries) > _MOST:
        raise InvalidRequest.field("word", f"this account has its {_MOST} words of {language}")
    mine = accounts.c.account_id == account.account_id
    await connection.execute(sa.update(accounts).where(mine).values(lexicon=lexicon))
