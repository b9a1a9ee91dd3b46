"""Sound: scenes joined into a programme, brought to its loudness, mixed with descriptions, written, and measured.

Sound is float32 at 48 kHz with full scale at ±1: mono of shape (samples,), stereo of shape (samples, 2). A
programme is mono until it is delivered in two equal channels. `wav` has the
files, `programme` joins, `levels` has loudness and true peak, `master` brings sound to them, `describe` mixes audio
descriptions, `measure` decodes a finished film's sound and says what is really in it.
"""
