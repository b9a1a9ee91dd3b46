"""Sound: scenes joined into a programme, with music under it, brought to its loudness, described, written, and measured.

Sound is float32 at 48 kHz with full scale at ±1: mono of shape (samples,), stereo of shape (samples, 2). Speech is
mono and is delivered in two equal channels. `wav` and `flac` have the files, `strides` reads long sound piece by
piece, `programme` joins, `music` composes, `effects` are what
a cut sounds like, `mix` brings them under the speech, `levels` has loudness and true peak, `master` brings sound to them,
`describe` mixes audio descriptions, `measure` decodes a finished film's sound and says what is really in it.
"""
