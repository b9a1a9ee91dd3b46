"""Speech: a scene's words become sound, and every display unit and phoneme learns when it sounds.

`port` is what the studio wants of a voice, `voices` the catalogue, `hibari` the built-in English engine's adapter.
Text is checked (`reading`), turned into phonemes that know their display unit (`phonemes`), cut into pieces the
engine can take (`pieces`), rendered, trimmed to what is audible (`takes`) and laid on a planned timeline (`plan`).
"""
