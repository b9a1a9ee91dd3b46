"""Recorded narration: a person's recordings of the script, in an operator's folder, heard in place of a synthetic voice.

`folder` reads which recordings there are and what each says, `voice` is their adapter.
"""
