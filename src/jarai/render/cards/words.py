"""Cards of words: title, bullets, quote, timeline, location, call to action, spotlight, closing."""

import skia

from jarai.render.backdrop import rounded
from jarai.render.cards.sheet import CardState, draw_heading, lines
from jarai.render.contrast import contrast
from jarai.render.layout import Area
from jarai.render.presenter.ink import fill, line, mix, path
from jarai.render.text import LEADING, Fitted, wrap
from jarai.render.theme import Theme
from jarai.storyboard.model import Bullets, CallToAction, Closing, Dialogue, Location, Quote, Spotlight, Timeline, Title

_HEADLINES = (96, 84, 76, 68, 62, 56, 50, 44, 38, 32, 28, 24)
_ITEMS = (54, 50, 47, 44, 40, 36, 33, 30, 27, 24)


def draw_title(canvas: skia.Canvas, element: Title, area: Area, theme: Theme) -> None:
    """Kicker, then the headline as large as it goes."""
    left, top, right, bottom = area
    if element.kicker:
        kicker = theme.fit(element.kicker.upper(), (right - left, 40), (28, 26, 24, 22), 700)
        top = lines(canvas, kicker, left, top, theme.strong) + 12
    found = theme.fit(element.headline, (right - left, bottom - top - 44), _HEADLINES, 800)
    start = top + max(0.0, (bottom - top - 44 - found.height) / 2)
    end = lines(canvas, found, left, start, theme.ink, 1.16)
    rule = right - 180 if found.rtl else left
    rounded(canvas, (rule, end + 16, rule + 180, end + 26), 5, fill(theme.band))


def draw_bullets(canvas: skia.Canvas, element: Bullets, area: Area, theme: Theme, state: CardState) -> None:
    """Items that appear one by one; the one being spoken is lit."""
    left, top, right, bottom = draw_heading(canvas, element.heading, area, theme)
    texts = tuple(item.text for item in element.items)
    size, rows = _item_rows(theme, texts, right - left - 56, bottom - top)
    heights = [len(row.lines) * size * LEADING for row in rows]
    free = bottom - top - sum(heights)
    gap = min(46.0, max(10.0, free / (len(rows) + 1)))
    y = top + max(0.0, (free - gap * (len(rows) - 1)) / 2.6)
    for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
        if index < state.revealed:
            if index == state.active:
                lit = (left - 14, y - 8, right + 14, y + height + 6)
                rounded(canvas, lit, 14, fill(_lit(theme)))
            mark = right - 24 if row.rtl else left + 2
            rounded(canvas, (mark, y + size * 0.34, mark + 22, y + size * 0.34 + 22), 7, fill(theme.band))
            lines(canvas, row, left + (6 if row.rtl else 50), y, theme.ink)
        y += height + gap


def draw_timeline(canvas: skia.Canvas, element: Timeline, area: Area, theme: Theme, state: CardState) -> None:
    """Moments down a line, each with its date; they appear one by one."""
    left, top, right, bottom = draw_heading(canvas, element.heading, area, theme)
    row = (bottom - top) / max(1, len(element.items))
    dates = [
        theme.fit(item.when, ((right - left) * 0.3, row * 0.8), (36, 32, 28, 25, 22, 19), 800) for item in element.items
    ]
    gutter = max(date.widest for date in dates) + 24
    x = left + gutter + 14
    canvas.drawLine(x, top + row / 2, x, bottom - row / 2, line(theme.tint(0.3), 5.0))
    for index, (item, date) in enumerate(zip(element.items, dates, strict=True)):
        if index >= state.revealed:
            continue
        middle = top + row * (index + 0.5)
        lit = index == state.active
        canvas.drawCircle(x, middle, 17 if lit else 13, fill(theme.accent if lit else theme.band))
        canvas.drawCircle(x, middle, 6, fill(theme.sheet))
        lines(canvas, date, left, middle - date.height / 2, theme.strong)
        text = theme.fit(item.text, (right - x - 40, row * 0.92), (36, 33, 30, 27, 24, 21, 18), 600)
        lines(canvas, text, x + 40, middle - text.height / 2, theme.ink)


def draw_quote(canvas: skia.Canvas, element: Quote, area: Area, theme: Theme) -> None:
    """The quotation under a large mark, and who said it; lines of verse, with ` / ` between them, each begin anew."""
    left, top, right, bottom = area
    theme.write(canvas, "“", left - 10, top + 150, 210, 800, fill(theme.tint(0.45)))
    foot = 66 if element.speaker else 0
    verses = tuple(element.text.split(" / "))
    if len(verses) > 1:
        size, rows = _item_rows(theme, verses, right - left, bottom - top - 96 - foot)
        y = top + 92 + max(0.0, (bottom - top - 96 - foot - sum(row.height for row in rows)) / 2)
        for row in rows:
            lines(canvas, row, left, y, theme.ink)
            y += len(row.lines) * size * LEADING
        _speaker(canvas, element.speaker, area, theme)
        return
    found = theme.fit(
        element.text.strip("“”\"'"),
        (right - left, bottom - top - 96 - foot),
        (72, 64, 58, 52, 48, 44, 40, 36, 32, 28, 25, 22),
        600,
    )
    start = top + 92 + max(0.0, (bottom - top - 96 - foot - found.height) / 2)
    lines(canvas, found, left, start, theme.ink)
    _speaker(canvas, element.speaker, area, theme)


def _speaker(canvas: skia.Canvas, speaker: str, area: Area, theme: Theme) -> None:
    left, _, right, bottom = area
    if speaker:
        rounded(canvas, (left, bottom - 30, left + 44, bottom - 23), 3, fill(theme.band))
        name = theme.fit(speaker, (right - left - 66, 44), (32, 30, 28, 26, 24, 22), 600)
        lines(canvas, name, left + 64, bottom - 46, theme.muted)


def draw_location(canvas: skia.Canvas, element: Location, area: Area, theme: Theme) -> None:
    """A pin, the place as large as it goes, what it lies in, a line about it."""
    left, top, right, bottom = area
    size = min(150.0, (right - left) * 0.2, (bottom - top) * 0.4)
    canvas.save()
    canvas.translate(left, top + (bottom - top) * 0.5 - size * 0.62)
    canvas.scale(size / 100, size / 100)
    canvas.drawOval(skia.Rect.MakeXYWH(20, 112, 60, 16), fill(theme.tint(0.22)))
    canvas.drawPath(
        path("M50 120 C50 120 8 74 8 44 C8 20 26 2 50 2 C74 2 92 20 92 44 C92 74 50 120 50 120 Z"), fill(theme.band)
    )
    canvas.drawCircle(50, 44, 18, fill(theme.sheet))
    canvas.restore()
    left += size + 36
    region = theme.fit(element.region.upper(), (right - left, 44), (30, 27, 24, 21), 700) if element.region else None
    told = theme.fit(element.line, (right - left, 120), (36, 33, 30, 27, 24, 21), 500) if element.line else None
    others = (region.height + 8 if region else 0) + (told.height + 20 if told else 0)
    place = theme.fit(element.place, (right - left, bottom - top - others), _HEADLINES, 800)
    y = top + max(0.0, (bottom - top - others - place.height) / 2)
    if region:
        y = lines(canvas, region, left, y, theme.strong) + 8
    y = lines(canvas, place, left, y, theme.ink, 1.16)
    if told:
        lines(canvas, told, left, y + 14, theme.muted)


def draw_call(canvas: skia.Canvas, element: CallToAction, area: Area, theme: Theme) -> None:
    """Headline and line, and the address as a button."""
    left, top, right, bottom = area
    foot = 0.0
    if element.address:
        address = theme.fit(element.address, (right - left - 80, 56), (40, 36, 32, 28, 24, 20), 700)
        foot = address.height + 60
        box = (left, bottom - address.height - 36, left + address.widest + 80, bottom)
        rounded(canvas, box, (box[3] - box[1]) / 2, fill(theme.accent))
        lines(canvas, address, left + 40, box[1] + 18, theme.on_accent)
    told = theme.fit(element.line, (right - left, 110), (38, 35, 32, 29, 26, 23), 500) if element.line else None
    room = bottom - top - foot - (told.height + 16 if told else 0)
    found = theme.fit(element.headline, (right - left, room), _HEADLINES, 800)
    y = lines(canvas, found, left, top + max(0.0, (room - found.height) / 2), theme.ink, 1.16)
    if told:
        lines(canvas, told, left, y + 12, theme.muted)


def draw_spotlight(canvas: skia.Canvas, element: Spotlight | Dialogue, area: Area, theme: Theme) -> None:
    """One line, as large as it goes."""
    left, top, right, bottom = area
    found = theme.fit(element.line, (right - left, bottom - top), (52, 48, 44, 40, 36, 32, 28, 25, 22), 700)
    lines(canvas, found, left, top + max(0.0, (bottom - top - found.height) / 2), theme.ink)


def draw_closing(canvas: skia.Canvas, element: Closing, area: Area, theme: Theme) -> None:
    """What to remember, over a band in the brand's colour."""
    left, top, right, bottom = area
    told = (
        theme.fit(element.line, (right - left - 56, 108), (34, 32, 30, 28, 26, 24, 22), 600) if element.line else None
    )
    foot = (told.height + 44 if told else 0) + 24
    found = theme.fit(element.headline, (right - left, bottom - top - foot), _HEADLINES[2:], 800)
    lines(canvas, found, left, top + max(0.0, (bottom - top - foot - found.height) / 2), theme.ink, 1.16)
    if told:
        rounded(canvas, (left, bottom - told.height - 36, right, bottom), 18, fill(theme.band))
        lines(canvas, told, left + 28, bottom - told.height - 20, theme.on_band)


def _lit(theme: Theme) -> str:
    """The ground of the item being spoken: light enough for the sheet's ink."""
    share = next(
        (each for each in (0.42, 0.3, 0.2) if contrast(mix(theme.sheet, theme.accent, each), theme.ink) >= 7), 0.12
    )
    return mix(theme.sheet, theme.accent, share)


def _item_rows(theme: Theme, texts: tuple[str, ...], wide: float, high: float) -> tuple[float, list[Fitted]]:
    """The largest size at which all items fit, and each item's lines."""
    for size in _ITEMS:
        rows = [wrap(text, size, 600, wide, theme.lettering) for text in texts]
        if sum(len(row) * size * LEADING + 14 for row in rows) <= high:
            return size, [theme.fit(text, (wide, high), (size,), 600) for text in texts]
    room = max(1, int(high / max(1, len(texts)) / (22 * LEADING)))
    return 22, [theme.fit(text, (wide, room * 22 * LEADING), (22,), 600) for text in texts]
