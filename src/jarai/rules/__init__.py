"""The checks: what is measured on the finished files, against which rule and limit, and what came out.

`model` has one check's result and the verdict over all, `media` measures an MP4, `flashes` finds flashing, `vtt` reads
captions back from their bytes; `media_checks`, `caption_checks` and `content_checks` turn values into results.
"""
