"""The one reader of text: from script to display units {shown, said}, and from paragraphs to sentences.

No engine's own normaliser or sentence splitter is ever called: what a voice is given was spelled out here.
"""

from jarai.script.reading.read import Reading, cleaned, read
from jarai.script.reading.split import sentences

__all__ = ["Reading", "cleaned", "read", "sentences"]
