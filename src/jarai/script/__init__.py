"""From a topic and facts to scenes: brief, narrative, beats, scene scripts. Facts only: nothing is invented.

`material.py` reads the facts, `writer.py` makes the four documents, `reading/` spells everything out for the voice.
"""
