"""Italian: its words and its ways (`un`, `uno`, `una`; ordinals in -esimo; `milioni di euro`)."""

import re
from collections.abc import Mapping

from jarai.script.reading import figures
from jarai.script.reading.grammar import Magnitude, Money, after_scale
from jarai.script.reading.language import Say, words
from jarai.script.reading.western import Western

_ORDINALS = ("", "primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono", "decimo")
_FEMININE = re.compile(r"(?:a|[zs]ion[ei]|tà|tù|ore|ate|ane|ine|one)$")
_MASCULINE = re.compile(
    r"(?:ema|oma|amma|eta|ista|milione|minore|autore|settore|valore|motore|lettore|fattore|mese|ennale)$"
)
_FEMININE_PLURALS = words(
    "persone ore settimane tonnellate sterline libbre once iarde miglia pagine donne aziende imprese volte case squadre "
    "città parti rupie lire medaglie vittorie nuove altre piccole grandi"
) - {"grandi"}
_HEADS = ("capitolo|Capitolo|tomo|Tomo|volume|Volume|atto|Atto|titolo|Titolo|fase|Fase|parte|Parte|Apollo|"
          "Legge|tipo|Tipo")  # fmt: skip
_EURO = Money("euro", "euro", "centesimo", "centesimi")
_DOLLAR = Money("dollaro", "dollari", "centesimo", "centesimi")
_LONG = 24
"""Letters of a word that a voice still reads in one go."""


def _parted(word: str) -> str:
    """A long number word with its hundreds apart: `quattrocento quarantaquattromila`."""
    return word.replace("cento\u00ad", "cento ", 1) if len(word.replace("\u00ad", "")) > _LONG else word


class Italian(Western):
    """`it-IT`."""

    alphabet = (
        "a,bi,ci,di,e,effe,gi,acca,i,i lunga,cappa,elle,emme,enne,o,pi,cu,erre,esse,ti,u,vu,vu doppia,ics,ipsilon,zeta"
    )
    decimal_word = "virgola"
    to, and_, plus, minus, plus_minus = "a", "e", "più", "meno", "più o meno"
    percent = "per cento"
    number_word, section, at, dot, over = "numero", "paragrafo", "chiocciola", "punto", "su"
    power = "elevato a"
    per, by, half = "per", "per", "mezzo"
    sayable = re.compile(r"(?:[BCDFGLMNPRSTV]?[LR]?[AEIOU]{1,2}[NLRST]?){1,3}[TNLRP]?S?")
    crowned = words(
        "Carlo Vittorio Emanuele Umberto Pio Paolo Giovanni Leone Benedetto Francesco Giacomo Enrico Luigi Filippo Elisabetta "
        "Federico Alessandro Clemente Gregorio Innocenzo Sisto Urbano Napoleone Caterina Pietro Nicola Guglielmo"
    )
    queens = words("Elisabetta Caterina")
    last_ordinal = 99
    squared = ("al quadrato", "al cubo")
    dating = words("il dal al del giorno entro")
    telephone_words = "[Tt]el\\.|[Tt]elefono|[Cc]ell\\."
    number_signs = "[Nn]\\.(?= ?\\d)|[Nn]°|[Nn]º|[Nn]r\\.|№"
    fractions: Mapping[int, tuple[str, str]] = {
        2: ("mezzo", "mezzi"), 3: ("terzo", "terzi"), 4: ("quarto", "quarti"), 5: ("quinto", "quinti"),
        6: ("sesto", "sesti"), 7: ("settimo", "settimi"), 8: ("ottavo", "ottavi"), 9: ("nono", "noni"),
        10: ("decimo", "decimi"), 100: ("centesimo", "centesimi"),
    }  # fmt: skip
    money: Mapping[str, Money] = {
        "€": _EURO, "EUR": _EURO, "$": _DOLLAR, "US$": _DOLLAR, "USD": _DOLLAR, "£": Money("sterlina", "sterline", "penny", "pence"),
        "GBP": Money("sterlina", "sterline"), "¥": Money("yen", "yen"), "JPY": Money("yen", "yen"),
        "R$": Money("real brasiliano", "real brasiliani"), "CHF": Money("franco svizzero", "franchi svizzeri"),
        "MX$": Money("peso messicano", "pesos messicani"), "MXN": Money("peso messicano", "pesos messicani"),
        "CNY": Money("yuan", "yuan"), "₹": Money("rupia", "rupie"), "A$": Money("dollaro australiano", "dollari australiani"),
        "C$": Money("dollaro canadese", "dollari canadesi"), "₿": Money("bitcoin", "bitcoin"),
    }  # fmt: skip
    magnitudes: Mapping[str, Magnitude] = {
        **dict.fromkeys(("miliardi", "miliardo", "mld", "Mld", "mld.", "bn", "b", "B", "billion"), Magnitude(1, "miliardo", "miliardi")),
        **dict.fromkeys(("milioni", "milione", "mln", "Mln", "mln.", "m", "M", "mn", "million"), Magnitude(1, "milione", "milioni")),
        **dict.fromkeys(("tn", "trn", "trillion", "mila miliardi"), Magnitude(1000, "miliardo", "miliardi")),
        **dict.fromkeys(("mila", "k", "K"), Magnitude(1000)),
    }  # fmt: skip
    units: Mapping[str, tuple[str, str]] = {
        "kg": ("chilo", "chili"), "Kg": ("chilo", "chili"), "Km": ("chilometro", "chilometri"), "t": ("tonnellata", "tonnellate"),
        "Wh": ("wattora", "wattora"), "MWh": ("megawattora", "megawattora"), "GWh": ("gigawattora", "gigawattora"),
        "TWh": ("terawattora", "terawattora"), "pp": ("punto percentuale", "punti percentuali"), "mq": ("metro quadrato", "metri quadrati"),
        "p.p.": ("punto percentuale", "punti percentuali"), "pb": ("punto base", "punti base"), "dB": ("decibel", "decibel"),
        "x": ("volta", "volte"), "ab.": ("abitante", "abitanti"), "CV": ("cavallo", "cavalli"), "mc": ("metro cubo", "metri cubi"),
        "km/h": ("chilometro orario", "chilometri orari"), "hl": ("ettolitro", "ettolitri"),
    }  # fmt: skip
    symbols: Mapping[str, str] = {
        "&": "e", "@": "chiocciola", "#": "numero", "§": "paragrafo", "+": "più", "=": "uguale a", "×": "per", "÷": "diviso",
        "<": "minore di", ">": "maggiore di", "≤": "al massimo", "≥": "almeno", "≈": "circa", "~": "circa", "→": "a",
        "±": "più o meno", "%": "per cento", "°": "gradi", "€": "euro", "£": "sterline", "$": "dollari", "¥": "yen",
        "∞": "infinito", "½": "mezzo", "¼": "un quarto", "¾": "tre quarti", "⅓": "un terzo", "⅔": "due terzi", "−": "meno",
        "№": "numero",
    }  # fmt: skip
    abbreviations: Mapping[str, str] = {
        "ecc.": "eccetera", "etc.": "eccetera", "p. es.": "per esempio", "p.es.": "per esempio", "ad es.": "ad esempio",
        "Sig.": "Signor", "sig.": "signor", "Sig.ra": "Signora", "sig.ra": "signora", "Dott.": "Dottor", "dott.": "dottor",
        "Dott.ssa": "Dottoressa", "dott.ssa": "dottoressa", "Dr.": "Dottor", "Prof.": "Professor", "prof.": "professor",
        "Prof.ssa": "Professoressa", "Ing.": "Ingegner", "Avv.": "Avvocato", "On.": "Onorevole", "S.p.A.": "Società per Azioni",
        "S.r.l.": "Società a responsabilità limitata", "SpA": "Società per Azioni", "a.C.": "avanti Cristo", "d.C.": "dopo Cristo",
        "pag.": "pagina", "pagg.": "pagine", "art.": "articolo", "cap.": "capitolo", "vol.": "volume", "max.": "massimo",
        "min.": "minimo", "vs.": "contro", "vs": "contro", "tel.": "telefono", "Tel.": "telefono", "cell.": "cellulare", "Cell.": "cellulare", "Gen.": "Generale", "ca.": "circa",
        "cosiddetto": "cosiddetto", "ab.": "abitanti", "ed.": "edizione",
    }  # fmt: skip
    acronyms = frozenset(
        [
            "INPS",
            "NATO",
            "ISTAT",
            "IRPEF",
            "IRES",
            "CONSOB",
            "UNESCO",
            "UNICEF",
            "FIAT",
            "INAIL",
            "COVID",
            "FIFA",
            "UEFA",
            "NASA",
        ]
    )
    ordinary = words(
        "IL LO LA I GLI LE UN UNA DI DA DEL IN CON SU PER TRA FRA NON SÌ CHE CHI È SONO PIÙ OGGI NOTIZIE NUOVO A E O"
    )
    function_words = words(
        "di da del della dei delle degli il lo la i gli le un uno una e ed o a ad al alla in con su per tra fra che è sono era "
        "non né più meno come fino senza sopra ha hanno si ma se quando dove secondo dopo prima contro circa ogni"
    )

    def spelled(self, value: int) -> str:
        """With what follows the thousands apart, which any voice reads: `duemila ventisei`, `millenovecento novantanove`."""
        words = re.sub(r"mila\u00ad", "mila ", figures.spelled(value, self.tag))
        words = " ".join(_parted(word) for word in words.split())
        return words.replace("\u00ad", "").replace("trém", "trem")

    def agree(self, words: str, gender: str) -> str:
        """`un giorno`, `una persona`; the rest of the numbers keep their form."""
        head, tail = after_scale(words)
        if tail == "uno" and gender:
            tail = {"f": "una", "s": "uno"}.get(gender, "un")
        return head + tail

    def gender(self, noun: str) -> str:
        """By its ending; `s` is a masculine noun that takes `uno`."""
        head = noun.split(maxsplit=1)[0].lower()
        if head in _FEMININE_PLURALS or (_FEMININE.search(head) and not _MASCULINE.search(head)):
            return "f"
        return "s" if re.match(r"s[^aeiouàèéìòù]|z|gn|ps|y|x", head) else "m"

    def counted(self, text: str, magnitude: str | None, names: tuple[str, str]) -> str:
        """As all count; `un'ora`, not `una ora`."""
        return re.sub(r"\buna (?=[aeiou])", "un'", super().counted(text, magnitude, names))

    def of(self, noun: str) -> str:
        """`milioni di euro`."""
        return f"di {noun}"

    def ordinal(self, value: int, gender: str = "m") -> str:
        """`primo`, `ventitreesimo`."""
        if 0 < value <= 10:
            words = _ORDINALS[value]
        else:
            words = self.cardinal(str(value)).replace("tré", "tre")
            words = (words if words.endswith(("tre", "sei")) else words[:-1]) + "esimo"
        return words[:-1] + "a" if gender == "f" else words

    def date(self, day: int, month: int, year: str) -> str:
        """`primo gennaio duemila ventisei`."""
        said = f"{'primo' if day == 1 else self.cardinal(str(day))} {self.months[month - 1]}"
        return said + (f" {self.cardinal(year)}" if year else "")

    def clock(self, hour: int, minute: int) -> str:
        """`quattordici e trenta`, `una e cinque`."""
        said = "una" if hour == 1 else self.cardinal(str(hour))
        return said + (f" e {self.cardinal(str(minute))}" if minute else "")

    def extra(self) -> tuple[tuple[str, Say], ...]:
        """Dates with month names, ordinals, Roman numerals, clock times with a full stop after `ore` and `alle`."""
        return (
            (r"1 (?P<noun>[aeiou][a-zàèéìòù]{2,})", self._one),
            (r"S\.(?= [A-Z][a-z])", lambda _: "San"),
            (
                r"(?P<of>(?:[Ll]|[Dd]ell|[Aa]ll|[Nn]ell|[Dd]all|[Ss]ull)['’])?UE(?!\w)",
                lambda match: f"{match['of'] or ''}Unione europea",
            ),
            (rf"(?P<day>\d\d?)[º°]? {self.month_pattern}(?: (?P<year>(?:1[1-9]|20)\d\d))?(?!\w)", self._day),
            (r"(?P<w>[Oo]re|[Aa]lle|[Dd]alle) (?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?!\w)", self._at),
            (r"(?P<n>\d{1,3})(?P<s>[º°ª]|esimo|esima)(?![\wCF])", self._nth),
            (r"(?P<r>[IVX]{2,}|[IVX]) (?P<w>secolo|edizione|legislatura|municipio|Olimpiade)", self._before),
            (rf"(?P<w>{_HEADS}) (?P<r>[IVX]+)(?!\w)", self._roman),
            (
                r"(?P<w>[A-Z][a-zàèéìòù]+) (?P<r>[IVX]+)(?!\w| (?:secolo|edizione|legislatura|municipio|Olimpiade))",
                self._regnal,
            ),
        )

    def _one(self, match: re.Match[str]) -> str:
        """`1 ora`, `1 amico`."""
        noun = match["noun"]
        if noun in self.function_words:
            return f"uno {noun}"
        return f"un'{noun}" if self.gender(noun) == "f" else f"un {noun}"

    def _at(self, match: re.Match[str]) -> str:
        return f"{match['w']} {self.clock(int(match['hour']), int(match['minute']))}"

    def _nth(self, match: re.Match[str]) -> str:
        return self.ordinal(int(match["n"]), "f" if match["s"] in {"ª", "esima"} else "m")

    def _before(self, match: re.Match[str]) -> str:
        value = figures.roman(match["r"])
        gender = "m" if match["w"] in {"secolo", "municipio"} else "f"
        return f"{self.ordinal(value, gender) if value else self.letters(match['r'])} {match['w']}"
