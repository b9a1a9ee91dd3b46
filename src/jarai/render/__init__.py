"""Draws and encodes: scenes to H.264 segments, segments and sound to MP4, a thumbnail.

A scene is a stack of layers (`stage.py`). Per picture only the rectangles that changed are redrawn, converted and patched
into one YUV frame (`picture.py`). Positions are written for 1080×1920 and 1920×1080 and scaled to the frame (`layout.py`).
"""
