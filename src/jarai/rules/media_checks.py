"""Checks of the finished video file, from what was measured in it."""

import math

from jarai.rules.media import MediaFacts
from jarai.rules.model import Check, Evidence, Rule, Subject, result
from jarai.storyboard.times import FRAME_RATE, SAMPLE_RATE, SAMPLES_PER_FRAME, milliseconds, timestamp

_MP4 = Rule(id="MP4-1", rule="ISO/IEC 14496-12", clause="structure; decodes throughout", severity="must", unit="errors")
_META = Rule(
    id="META-1",
    rule="Studio video profile",
    clause="H.264 High 8-bit 4:2:0 BT.709, constant 30 frames a second; AAC 48 kHz stereo",
    severity="must",
    unit="format",
)
_AV = Rule(id="AV-1", rule="Studio video profile", clause="sound and picture of one length", severity="must", unit="ms")
_PSE = Rule(
    id="PSE-1",
    rule="WCAG 2.2",
    clause="2.3.1 general flash",
    severity="must",
    unit="flashes in one second",
    url="https://www.w3.org/TR/WCAG22/#three-flashes-or-below-threshold",
)
_BLACK = Rule(id="BLK-1", rule="Studio video profile", clause="no black stretch", severity="must", unit="ms")
_LOUD = Rule(
    id="LOUD-1",
    rule="Studio sound profile, measured as ITU-R BS.1770",
    clause="integrated loudness and true peak",
    severity="must",
    unit="LUFS, dBTP",
)
_SEPARATION = Rule(
    id="LOUD-2",
    rule="WCAG 2.2",
    clause="1.4.7 low or no background audio, measured as ITU-R BS.1770 on the parts of the mix",
    severity="should",
    unit="LU",
    url="https://www.w3.org/TR/WCAG22/#low-or-no-background-audio",
)
_SILENCE = Rule(id="SIL-1", rule="Studio sound profile", clause="no long silence", severity="should", unit="ms")


def structure(facts: MediaFacts, *, sound_only: bool = False) -> Check:
    """MP4-1: whole boxes, the index first, one audio stream or more, without `sound_only` video too, no decoding error."""
    seen = sound_only or (facts.video_streams > 0 and facts.frames > 0)
    whole = facts.faststart and facts.audio_streams > 0 and facts.audio_samples > 0 and seen
    return result(
        _MP4,
        facts.subject,
        measured={"decodeErrors": facts.decode_errors, "boxes": " ".join(facts.boxes), "frames": facts.frames},
        limit={"decodeErrors": 0, "order": "moov before mdat"},
        verdict=whole and facts.decode_errors == 0,
    )


def media_format(facts: MediaFacts, *, sound_only: bool = False) -> Check:
    """META-1: codecs, profile, colour tags, rates; with `sound_only` those of sound."""
    found: dict[str, int | str] = {
        "videoCodec": facts.video_codec,
        "profile": facts.video_profile,
        "pixelFormat": facts.pixel_format,
        "colour": "/".join(str(code) for code in facts.colour),
        "frameRate": facts.frame_rate,
        "constantFrameRate": str(facts.constant_frame_rate).lower(),
        "audioCodec": facts.audio_codec,
        "audioRate": facts.audio_rate,
        "audioChannels": facts.audio_channels,
    }
    wanted: dict[str, int | str] = {
        "videoCodec": "h264",
        "profile": "High",
        "pixelFormat": "yuv420p",
        "colour": "1/1/1",
        "frameRate": f"{FRAME_RATE}/1",
        "constantFrameRate": "true",
        "audioCodec": "aac",
        "audioRate": SAMPLE_RATE,
        "audioChannels": 2,
    }
    if sound_only:
        found, wanted = ({name: each[name] for name in each if name.startswith("audio")} for each in (found, wanted))
    wrong = [Evidence(where=name, value=value) for name, value in found.items() if value != wanted[name]]
    return result(_META, facts.subject, measured=found, limit=wanted, verdict=not wrong, evidence=wrong)


def lengths(facts: MediaFacts) -> Check:
    """AV-1: sound and picture differ by at most one frame."""
    return result(
        _AV,
        facts.subject,
        measured={"soundMinusPicture": _signed_ms(facts.length_difference), "samples": facts.length_difference},
        limit={"samples": SAMPLES_PER_FRAME},
        verdict=abs(facts.length_difference) <= SAMPLES_PER_FRAME,
    )


def flashing(facts: MediaFacts) -> Check:
    """PSE-1: at most three general flashes in any second."""
    worst = Evidence(where=timestamp(facts.flashes_at), value=facts.flashes_per_second)
    return result(
        _PSE,
        facts.subject,
        measured={"max": facts.flashes_per_second},
        limit={"max": 3},
        verdict=facts.flashes_per_second <= 3 if facts.frames else "needs_human",
        evidence=[worst] if facts.flashes_per_second else [],
    )


def black(facts: MediaFacts) -> Check:
    """BLK-1: no stretch of black over 0.5 s."""
    length = milliseconds(facts.longest_black.length)
    worst = Evidence(where=timestamp(facts.longest_black.start), value=length)
    return result(
        _BLACK,
        facts.subject,
        measured={"max": length},
        limit={"max": 500},
        verdict=length <= 500 if facts.frames else "needs_human",
        evidence=[worst] if length else [],
    )


def silence(facts: MediaFacts) -> Check:
    """SIL-1: no stretch below -50 dBFS over 2 s."""
    length = milliseconds(facts.longest_silence.length)
    worst = Evidence(where=timestamp(facts.longest_silence.start), value=length)
    return result(
        _SILENCE,
        facts.subject,
        measured={"max": length},
        limit={"max": 2000},
        verdict=length <= 2000 if facts.audio_samples else "needs_human",
        evidence=[worst] if length else [],
    )


def loudness(integrated: float, true_peak: float, subject: Subject, target: int = -16) -> Check:
    """LOUD-1: `target` ±0.5 LUFS and at most -1.5 dBTP, to a hundredth; a measurement that isn't finite fails."""
    finite = math.isfinite(integrated) and math.isfinite(true_peak)
    held = finite and abs(round(integrated, 2) - target) <= 0.5 and round(true_peak, 2) <= -1.5
    return result(
        _LOUD,
        subject,
        measured={"integrated": f"{integrated:.2f}", "truePeak": f"{true_peak:.2f}"},
        limit={"integrated": f"{target - 0.5} to {target + 0.5}", "truePeak": "-1.50"},
        verdict=held,
    )


def separation(below_speech: int | None, subject: Subject) -> Check:
    """LOUD-2: while somebody speaks, all else is at least 20 LU below; in hundredths, None where there is nothing else."""
    return result(
        _SEPARATION,
        subject,
        measured={} if below_speech is None else {"belowSpeech": f"{below_speech / 100:.2f}"},
        limit={"belowSpeech": "20.00"},
        verdict="not_applicable" if below_speech is None else below_speech >= 2000,
    )


def _signed_ms(samples: int) -> int:
    return milliseconds(samples) if samples >= 0 else -milliseconds(-samples)
