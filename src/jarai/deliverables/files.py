"""The media types deliverables are served with."""

from pathlib import PurePosixPath

CONTENT_TYPES = {
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".jwt": "application/vc+jwt",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


def content_type_of(file_name: str) -> str:
    """The media type a deliverable's file is served with."""
    return CONTENT_TYPES[PurePosixPath(file_name).suffix]
