"""The storyboard: one document per production from which every deliverable is computed.

`model` has the document (scenes, words, what is on screen), `voicing` what it became once spoken (times), `times` the
exact arithmetic of frames and samples. Times are integers: samples at 48 kHz or frames at 30 per second.
"""
