"""The one reader of text: from script to display units {shown, said}, and from paragraphs to sentences.

No engine's own normaliser or sentence splitter is ever called: what a voice is given was spelled out here. Each
language is a module with its words and rules: Spanish, French, Italian and Portuguese over `western.py`, Chinese and
Japanese over `eastern.py`; English and German have rules of their own. Number words and names of units are CLDR's.
"""

from jarai.script.reading.known import languages, readable
from jarai.script.reading.read import Reading, cleaned, read
from jarai.script.reading.split import sentences

__all__ = ["Reading", "cleaned", "languages", "read", "readable", "sentences"]
