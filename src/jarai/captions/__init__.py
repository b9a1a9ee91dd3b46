"""Captions and transcript: the narration as timed text, written as WebVTT, SRT, HTML and plain text.

`make` cuts the spoken words into cues, `webvtt` and `srt` write them, `transcript` writes the whole programme to read.
"""
