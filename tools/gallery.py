"""Every scene in every style and shape, texts in many scripts, and a contact sheet of one production, as a page to look at.

`gallery.py [folder]`, by default build/gallery. Pictures are half the size they are made at.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import numpy as np

from drawing import ANNA, job_of, photograph
from jarai.render.presenter.avatars import AVATARS
from jarai.render.segment import SegmentJob, still
from jarai.script.documents import ScriptSettings
from jarai.script.material import parse
from jarai.script.writer import beats, brief, narrative, scenes
from jarai.speech.hibari import HibariVoice
from jarai.storyboard.model import (
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
    Quote,
    Scene,
    Section,
    Side,
    Spotlight,
    Sting,
    StyleName,
    Table,
    Timeline,
    Title,
    WholeImage,
)
from jarai.storyboard.times import FRAME_RATE
from jarai.storyboard.voicing import SpokenScene

ROOT = Path(__file__).parent.parent
SHAPES = {
    "9:16": Frame(width=540, height=960),
    "16:9": Frame(width=960, height=540),
    "1:1": Frame(width=540, height=540),
    "4:5": Frame(width=540, height=676),
}
STYLES: tuple[StyleName, ...] = ("newsroom", "explainer", "social")
BRAND = Brand(name="Nordwind")
SAID = ("Revenue was $4.21bn in the first quarter of 2026.", "That is 12% more than Anna Keller said on 3 May.")
EVERY = 2 * FRAME_RATE
FACTS = """# Harbour bridge

- The bridge is 412 metres long.
- It cost $96m, 4% less than planned.
- Work took 28 months.

> We built it for the people who cross it every morning. — Maria Lopez, chief engineer

| Crossing | Minutes saved |
|---|---|
| On foot | 14 |
| By bicycle | 9 |
| By bus | 6 |
"""
SCRIPTS = {
    "de-DE": ("Donaudampfschifffahrtsgesellschaft fährt wieder", "Größte Flotte seit 1913"),
    "fr-FR": ("L’économie française croît à nouveau", "« Une très bonne année »"),
    "vi-VN": ("Cây cầu mới mở cửa tuần này", "Rút ngắn mười phút"),
    "ru-RU": ("Новый мост открыт для пешеходов", "Длина — 412 метров"),
    "el-GR": ("Η νέα γέφυρα άνοιξε σήμερα", "Μήκος 412 μέτρα"),
    "ar-EG": ("افتتاح الجسر الجديد في الميناء", "طول الجسر 412 مترا"),
    "he-IL": ("הגשר החדש נפתח היום", "אורכו 412 מטרים"),
    "hi-IN": ("नया पुल आज खुला, क्षत्रिय", "लंबाई 412 मीटर"),
    "bn-BD": ("নতুন সেতু আজ খুলেছে", "দৈর্ঘ্য ৪১২ মিটার"),
    "ta-IN": ("புதிய பாலம் இன்று திறப்பு", "நீளம் 412 மீட்டர்"),
    "th-TH": ("สะพานใหม่เปิดให้บริการแล้ววันนี้", "ยาว 412 เมตร"),
    "ja-JP": ("新しい橋が本日開通しました。", "長さは412メートル"),
    "zh-CN": ("新桥今天通车，全长412米", "比预期提前完工"),
    "ko-KR": ("새 다리가 오늘 개통되었습니다", "길이 412미터"),
    "en-US": ("🚀 Launch day 👨‍👩‍👧 for everyone ❤️", "Emoji, one colour"),
}


@dataclass
class Gallery:
    """The page being made: its folder and its sections of pictures."""

    folder: Path
    sections: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)

    def add(self, heading: str, pictures: Iterable[tuple[str, bytes]]) -> None:
        """A section of named PNGs, written as they come."""
        shown = []
        for number, (name, data) in enumerate(pictures, 1):
            file = f"{len(self.sections) + 1:02d}-{number:02d}.png"
            (self.folder / file).write_bytes(data)
            shown.append((name, file))
        self.sections.append((heading, shown))

    def write(self) -> Path:
        """The page."""
        parts = [
            f"<h2 id='s{number}'>{escape(heading)}</h2><div class='row'>"
            + "".join(
                f"<figure><a href='{file}'><img src='{file}' alt='{escape(name, quote=True)}'></a>"
                f"<figcaption>{escape(name)}</figcaption></figure>"
                for name, file in pictures
            )
            + "</div>"
            for number, (heading, pictures) in enumerate(self.sections)
        ]
        links = " · ".join(
            f"<a href='#s{number}'>{escape(heading)}</a>" for number, (heading, _) in enumerate(self.sections)
        )
        style = (
            "body{font:16px system-ui,sans-serif;margin:2rem;background:#14161c;color:#f2f4f8}a{color:#9cc4ff}"
            ".row{display:flex;flex-wrap:wrap;gap:12px}figure{margin:0}img{height:320px;display:block}"
            "figcaption{font-size:13px;padding:4px 0 12px}"
        )
        page = self.folder / "index.html"
        page.write_text(
            f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Gallery</title><style>{style}</style>"
            f"<h1>Gallery</h1><nav>{links}</nav>{''.join(parts)}</html>",
            encoding="utf-8",
        )
        return page


def data(*rows: tuple[str, str, int]) -> tuple[Datum, ...]:
    """Values of a chart."""
    return tuple(Datum(label=label, value=value, magnitude=magnitude) for label, value, magnitude in rows)


def samples() -> tuple[Element, ...]:
    """One of each kind of scene, as a newsroom might use it."""
    ports = data(("Hamburg", "412", 412), ("Rotterdam", "980", 980), ("Antwerp", "610", 610), ("Bremen", "−40", -40))
    quarters = data(("Q1", "3.1", 310), ("Q2", "3.6", 360), ("Q3", "3.4", 340), ("Q4", "4.21", 421))
    mix = data(("Wind", "48%", 48), ("Solar", "27%", 27), ("Hydro", "15%", 15), ("Other", "10%", 10))
    facts = ("The bridge is 412 metres long", "It opens in May 2027", "It cost less than planned")
    moments = (("May 2021", "The city votes for it"), ("Mar 2023", "Work begins"), ("Nov 2026", "The last span is set"))
    teams = (("Harbour City", "12", "3"), ("Old Town", "9", "6"), ("Riverside United", "4", "11"))
    note = "This video was made by a machine from the facts its publisher gave. It is not investment advice."
    return (
        Title(headline="Quarterly earnings highlights for Q1 2026", kicker="Nordwind Energy"),
        Section(number="2", headline="What changed in the harbour"),
        Bullets(heading="Key facts", items=tuple(Bullet(text=text) for text in facts)),
        BigNumber(heading="Nordwind, first quarter", value="$4.21bn", label="Revenue, Q1 2026", change="+12%"),
        BarChart(heading="Ships by port", unit="thousand", bars=ports, source="Source: port statistics, 2026"),
        LineChart(
            heading="Revenue by quarter", unit="billion dollars", points=quarters, source="Source: annual report"
        ),
        Donut(heading="Energy mix", unit="share of power", shares=mix, total="100%", source="Source: grid agency"),
        Table(heading="Results", columns=("Team", "Won", "Lost"), rows=teams),
        Comparison(
            heading="Then and now",
            left=Side(label="2016", value="1.2 million", note="passengers a year"),
            right=Side(label="2026", value="3.4 million", note="passengers a year"),
        ),
        Quote(text="We built it for the people who cross it every morning.", speaker="Maria Lopez, chief engineer"),
        Timeline(heading="How it came about", items=tuple(Moment(when=when, text=text) for when, text in moments)),
        Location(place="Hamburg", region="Germany", line="Port city on the Elbe, 1.9 million people"),
        Spotlight(line="One bridge, three districts, and ten minutes less."),
        Dialogue(line="Does the bridge pay for itself?"),
        CallToAction(headline="Read the full report", line="All figures in one place", address="nordwind.example/q1"),
        Sting(headline="Nordwind Report", line="First quarter 2026"),
        Disclaimer(heading="Please note", text=note),
        WholeImage(image=photograph()[1], alt="Hills under an evening sky", credit="Photo: A. Example, CC BY 4.0"),
        ImageText(
            image=photograph()[1],
            alt="Hills under an evening sky",
            credit="Photo: A. Example, CC BY 4.0",
            heading="Where it stands",
            text="The first turbines stand on the hills behind the harbour, where the wind hardly ever rests.",
        ),
        Closing(headline="Revenue grew to $4.21bn in the first quarter", line="Sources are listed with this video."),
    )


def scene_pictures(style: StyleName, frame: Frame) -> Iterator[tuple[str, bytes]]:
    """Each kind of scene, its figures grown and its items shown."""
    for element in samples():
        job, audio = job_of(element, frame, *SAID)
        scene = job.scene
        shown = job.model_copy(update={"scene": scene, "style": style, "brand": BRAND})
        yield element.kind, still(shown, audio, job.spoken.frames // 2 + 20, photograph()[0])


def script_pictures(frame: Frame) -> Iterator[tuple[str, bytes]]:
    """A heading and bullets in each script."""
    job, audio = job_of(samples()[0], frame, *SAID)
    for number, (language, texts) in enumerate(SCRIPTS.items()):
        element = Bullets(heading=texts[0], items=tuple(Bullet(text=text) for text in (*texts, texts[1])))
        scene = job.scene.model_copy(update={"element": element})
        changed = {"scene": scene, "style": STYLES[number % 3], "language": language, "kicker": texts[0]}
        yield language, still(job.model_copy(update=changed), audio, job.spoken.frames // 2)


def presenter_pictures(frame: Frame) -> Iterator[tuple[str, bytes]]:
    """Everyone, alone and speaking."""
    job, audio = job_of(Spotlight(line="One bridge, three districts, and ten minutes less."), frame, *SAID)
    for number, (slug, avatar) in enumerate(AVATARS.items()):
        presenter = ANNA.model_copy(update={"avatar": slug, "name": avatar.name, "role": avatar.role})
        shown = job.model_copy(update={"presenter": presenter, "style": STYLES[number % 3], "brand": BRAND})
        yield slug, still(shown, audio, job.spoken.frames // 2)


def contact_sheet(frame: Frame) -> Iterator[tuple[str, bytes]]:
    """A picture every two seconds of a production from `FACTS`."""
    settings = ScriptSettings(language="en-US", project_type_slug="news-brief-60s", duration_seconds=60, frame=frame)
    material = parse("Harbour bridge opens", FACTS)
    script = scenes(beats(narrative(brief(material, settings), material), material, settings), material, settings)
    at = 0
    for scene in script.scenes:
        job, audio = spoken_job(scene, frame, script.title, opens=at == 0)
        for number in range(-at % EVERY, job.spoken.frames, EVERY):
            yield f"{(at + number) / FRAME_RATE:.0f} s", still(job, audio, number)
        at += job.spoken.frames


def spoken_job(
    scene: Scene, frame: Frame, title: str, *, opens: bool
) -> tuple[SegmentJob, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    """The scene, spoken."""
    speech = HibariVoice().speak(scene)
    spoken = SpokenScene(
        scene_id=scene.scene_id, frames=speech.frames, audio="audio", audio_sha256="0", units=speech.units,
        phonemes=speech.phonemes,
    )  # fmt: skip
    job = SegmentJob(
        scene=scene, spoken=spoken, frame=frame, presenter=ANNA, brand=BRAND, language="en-US", opens=opens,
        kicker=title,
    )  # fmt: skip
    return job, speech.samples


def make(folder: Path, shapes: Iterable[str] = SHAPES, styles: Iterable[StyleName] = STYLES) -> Path:
    """Write the gallery and say where its page is."""
    folder.mkdir(parents=True, exist_ok=True)
    gallery = Gallery(folder)
    chosen, looks = list(shapes), list(styles)
    for style in looks:
        for shape in chosen:
            gallery.add(f"{style}, {shape}", scene_pictures(style, SHAPES[shape]))
    gallery.add("Presenters", presenter_pictures(SHAPES[chosen[0]]))
    gallery.add("Scripts", script_pictures(SHAPES[chosen[0]]))
    gallery.add("One production, every two seconds", contact_sheet(SHAPES[chosen[0]]))
    return gallery.write()


if __name__ == "__main__":
    print(make(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "gallery"))  # noqa: T201
