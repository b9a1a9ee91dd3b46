"""Draws and encodes: scenes to H.264 segments, segments and sound to MP4, covers.

A scene is a stack of layers (`stage.py`). Per picture only the rectangles that changed are redrawn, converted and patched
into one YUV frame (`picture.py`). Positions are written for 1080 or 1920 across and scaled to the frame (`layout.py`).
Files of the account's (logo, typefaces, photographs, presenters) lie in one folder, each under its SHA-256.
"""
