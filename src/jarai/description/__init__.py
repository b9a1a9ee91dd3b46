"""Audio description: what the picture shows and the narration doesn't say, as short lines to speak in the pauses.

`facts` lists what each picture shows, `coverage` compares that with what is said, `plan` writes the lines, `fit` gives
them their final places once they have been spoken and measured, `webvtt` writes them as a text track.
"""
