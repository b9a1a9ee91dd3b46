"""Scenes to draw: one of every kind of card, spoken by the real voice, in small frames."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import skia
from numpy.typing import NDArray

from jarai.base.hashing import sha256_hex
from jarai.render.stage import SegmentJob
from jarai.script.reading.read import read
from jarai.speech.hibari import HibariVoice
from jarai.storyboard.model import (
    Asset,
    BarChart,
    BigNumber,
    Brand,
    Bullet,
    Bullets,
    CallToAction,
    Closing,
    Comparison,
    Datum,
    Dialogue,
    Disclaimer,
    Donut,
    Element,
    Frame,
    ImageText,
    LineChart,
    Location,
    Moment,
    Presenter,
    Quote,
    Scene,
    Section,
    Sentence,
    Side,
    Spotlight,
    Sting,
    Table,
    Timeline,
    Title,
    WholeImage,
)
from jarai.storyboard.voicing import SpokenScene

UPRIGHT, WIDE = Frame(width=270, height=480), Frame(width=480, height=270)
OMAR = Presenter(avatar="omar-haddad", name="Omar Haddad", role="Correspondent", voice="hibari-en")
ANNA = Presenter(avatar="anna-keller", name="Anna Keller", role="Analyst", voice="hibari-en")


@cache
def photograph() -> tuple[Path, Asset]:
    """A folder with a picture of hills under a sky, and the picture as an asset."""
    surface = skia.Surface(1200, 800)
    canvas = surface.getCanvas()
    ends = [skia.Color(60, 120, 200), skia.Color(240, 210, 170)]
    sky = skia.GradientShader.MakeLinear([skia.Point(0, 0), skia.Point(0, 800)], ends)
    canvas.drawPaint(skia.Paint(Shader=sky))
    canvas.drawCircle(860, 250, 90, skia.Paint(Color=skia.Color(255, 240, 190), AntiAlias=True))
    for number, colour in enumerate((skia.Color(70, 110, 90), skia.Color(40, 80, 60), skia.Color(20, 50, 40))):
        hill = skia.Rect.MakeXYWH(number * 260 - 300, 480 + number * 70, 1300, 800)
        canvas.drawOval(hill, skia.Paint(Color=colour, AntiAlias=True))
    data = surface.makeImageSnapshot().encodeToData().bytes()
    folder = Path(tempfile.mkdtemp(prefix="jarai-pictures-"))
    atexit.register(shutil.rmtree, folder)
    found = Asset(key="", sha256=sha256_hex(data), width=1200, height=800)
    (folder / found.sha256).write_bytes(data)
    return folder, found


def elements(text: str, word: str) -> tuple[Element, ...]:
    """Every kind of card with these texts in all its places. The photograph lies in `photograph()`'s folder."""
    values = tuple(Datum(label=word, value=word, magnitude=number * 1000) for number in (3, -1, 0, 7))
    side = Side(label=text, value=word, note=text)
    return (
        Title(headline=text, kicker=text),
        Section(headline=text, number=word),
        Bullets(heading=text, items=tuple(Bullet(text=text, sentence=number) for number in range(3))),
        BigNumber(heading=text, value=word, label=text, change=word),
        BarChart(heading=text, unit=word, bars=values, source=text),
        LineChart(heading=text, unit=word, points=values, source=text),
        Donut(heading=text, unit=word, shares=values, total=word, source=text),
        Table(heading=text, columns=(word, word, word), rows=((word, word, word),) * 7),
        Comparison(heading=text, left=side, right=side),
        Quote(text=text, speaker=text),
        Timeline(heading=text, items=tuple(Moment(when=word, text=text, sentence=number) for number in range(5))),
        Location(place=word, region=text, line=text),
        Spotlight(line=text),
        Dialogue(line=text),
        CallToAction(headline=text, line=text, address=word),
        Sting(headline=text, line=text),
        Disclaimer(heading=text, text=text),
        WholeImage(image=photograph()[1], alt=text, credit=text),
        ImageText(image=photograph()[1], alt=text, credit=text, heading=text, text=text),
        Closing(headline=text, line=text),
    )


def job_of(element: Element, frame: Frame, *texts: str) -> tuple[SegmentJob, NDArray[np.float32]]:
    """The scene spoken, as a job, and its sound. In a dialogue the sentences are said by turns."""
    talk = element.kind == "dialogue"
    narration = tuple(
        Sentence(units=read(text).units, speaker=2 if talk and number % 2 else 1) for number, text in enumerate(texts)
    )
    scene = Scene(scene_id="scene-1", narration=narration, element=element)
    speech = HibariVoice().speak(scene)
    spoken = SpokenScene(
        scene_id="scene-1",
        frames=speech.frames,
        audio="audio",
        audio_sha256=sha256_hex(speech.samples.tobytes()),
        units=speech.units,
        phonemes=speech.phonemes,
    )
    job = SegmentJob(
        scene=scene, spoken=spoken, frame=frame, presenter=ANNA, brand=Brand(name="Acme"), language="en-US",
        kicker="The bridge", partner=OMAR if talk else None,
    )  # fmt: skip
    return job, speech.samples


@cache
def bullet_job(frame: Frame) -> tuple[SegmentJob, NDArray[np.float32]]:
    """Two bullets in two sentences with many p, b and m."""
    items = (Bullet(text="The bridge is 412 metres long", sentence=0), Bullet(text="Pam bought a map", sentence=1))
    texts = ("The bridge is 412 metres long.", "Pam bought a map, but Bob and Mum kept the maps.")
    return job_of(Bullets(heading="Harbour bridge", items=items), frame, *texts)
