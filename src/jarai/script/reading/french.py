"""French: its words and its ways (elision, `vingt et une heures`, hundredths after the currency)."""

import re
from collections.abc import Mapping

from jarai.script.reading import figures
from jarai.script.reading.grammar import Magnitude, Money
from jarai.script.reading.language import Say, words
from jarai.script.reading.western import Western

_VOWEL = re.compile(r"[aeiouyhàâéèêëîïôœùû]", re.IGNORECASE)
_FEMININE = re.compile(
    r"(?:[tsx]ions?|[tr]és?|ités?|ances?|ences?|ettes?|elles?|ures?|ées?|esses?|ines?|aines?|euses?|rices?|ies?|ades?|"
    r"personnes?|heures?|minutes?|secondes?|livres?|tonnes?|femmes?|filles?|fois|pages?|places?|villes?|voix|onces?|"
    r"entreprises?|équipes?|usines?|œuvres?|étapes?|lignes?|mesures?|nuits?|parts?|roupies?|couronnes?|milliseconde)$"
)
_MASCULINE = re.compile(
    r"(?:étés?|musées?|lycées?|parties|comités?|côtés?|incendies?|génies?|trophées?|domaines?|magazines?)$"
)
_HEADS = ("chapitre|Chapitre|tome|Tome|volume|Volume|acte|Acte|titre|Titre|phase|Phase|partie|Partie|"
          "Louis|Henri|Charles|François|Jean|Benoît|Léon|Napoléon|Apollo")  # fmt: skip
_DOLLAR = Money("dollar", "dollars", "cent", "cents")
_EURO = Money("euro", "euros", "centime", "centimes")
_PLURAL = re.compile(r"(?:quatre vingt|(?:deux|trois|quatre|cinq|six|sept|huit|neuf) cent)(?= milli(?:on|ard))")


class French(Western):
    """`fr-FR` and the others; Swiss and Belgian numbers (`septante`) come from CLDR with the tag."""

    alphabet = "a,bé,cé,dé,eu,effe,gé,hache,i,ji,ka,elle,emme,enne,o,pé,ku,erre,esse,té,u,vé,double vé,ixe,i grec,zède"
    decimal_word = "virgule"
    to, and_, plus, minus, plus_minus = "à", "et", "plus", "moins", "plus ou moins"
    percent = "pour cent"
    number_word, section, at, dot, over = "numéro", "paragraphe", "arobase", "point", "sur"
    power = "puissance"
    per, by, half = "par", "sur", "un demi"
    squared = ("au carré", "au cube")
    dating = words("le du au dès")
    telephone_words = "[Tt]él\\.|[Tt]éléphone|[Aa]ppelez le"
    number_signs = "[Nn]° ?|[Nn]º|[Nn]o\\.?(?= ?\\d)|№"
    fractions: Mapping[int, tuple[str, str]] = {
        2: ("demi", "demis"), 3: ("tiers", "tiers"), 4: ("quart", "quarts"), 5: ("cinquième", "cinquièmes"),
        6: ("sixième", "sixièmes"), 7: ("septième", "septièmes"), 8: ("huitième", "huitièmes"),
        9: ("neuvième", "neuvièmes"), 10: ("dixième", "dixièmes"), 100: ("centième", "centièmes"),
    }  # fmt: skip
    money: Mapping[str, Money] = {
        "€": _EURO, "EUR": _EURO, "$": _DOLLAR, "US$": _DOLLAR, "$US": _DOLLAR, "USD": _DOLLAR,
        "£": Money("livre", "livres", "penny", "pence"), "GBP": Money("livre", "livres"), "¥": Money("yen", "yens"),
        "JPY": Money("yen", "yens"), "R$": Money("réal brésilien", "réaux brésiliens"), "CHF": Money("franc suisse", "francs suisses"),
        "MX$": Money("peso mexicain", "pesos mexicains"), "MXN": Money("peso mexicain", "pesos mexicains"),
        "CNY": Money("yuan", "yuans"), "₹": Money("roupie", "roupies"), "FCFA": Money("franc CFA", "francs CFA"),
        "A$": Money("dollar australien", "dollars australiens"), "C$": Money("dollar canadien", "dollars canadiens"),
        "₿": Money("bitcoin", "bitcoins"),
    }  # fmt: skip
    magnitudes: Mapping[str, Magnitude] = {
        **dict.fromkeys(("milliards", "milliard", "Md", "Mds", "Mrd", "bn", "B", "b", "billion"), Magnitude(1, "milliard", "milliards")),
        **dict.fromkeys(("millions", "million", "M", "m", "mn", "mln", "Mio"), Magnitude(1, "million", "millions")),
        **dict.fromkeys(("tn", "trn", "trillion", "billions"), Magnitude(1000, "milliard", "milliards")),
        **dict.fromkeys(("k", "K", "mille"), Magnitude(1000)),
    }  # fmt: skip
    units: Mapping[str, tuple[str, str]] = {
        "kg": ("kilo", "kilos"), "Kg": ("kilo", "kilos"), "Km": ("kilomètre", "kilomètres"),
        "kWh": ("kilowattheure", "kilowattheures"), "MWh": ("mégawattheure", "mégawattheures"), "Wh": ("wattheure", "wattheures"),
        "GWh": ("gigawattheure", "gigawattheures"), "TWh": ("térawattheure", "térawattheures"),
        "km/h": ("kilomètre heure", "kilomètres heure"), "pt": ("point", "points"), "pts": ("point", "points"),
        "pp": ("point de pourcentage", "points de pourcentage"), "pb": ("point de base", "points de base"),
        "dB": ("décibel", "décibels"), "x": ("fois", "fois"), "hab.": ("habitant", "habitants"),
        "hab./km²": ("habitant par kilomètre carré", "habitants par kilomètre carré"), "acre": ("acre", "acres"),
        "mm": ("millimètre", "millimètres"), "ch": ("cheval", "chevaux"), "ko": ("kilooctet", "kilooctets"),
    }  # fmt: skip
    symbols: Mapping[str, str] = {
        "&": "et", "@": "arobase", "#": "numéro", "§": "paragraphe", "+": "plus", "=": "égale", "×": "fois", "÷": "divisé par",
        "<": "inférieur à", ">": "supérieur à", "≤": "au plus", "≥": "au moins", "≈": "environ", "~": "environ", "→": "à",
        "±": "plus ou moins", "%": "pour cent", "°": "degrés", "€": "euros", "£": "livres", "$": "dollars", "¥": "yens",
        "∞": "infini", "½": "demi", "¼": "un quart", "¾": "trois quarts", "⅓": "un tiers", "⅔": "deux tiers", "−": "moins",
        "№": "numéro",
    }  # fmt: skip
    abbreviations: Mapping[str, str] = {
        "MM.": "Messieurs", "Mme": "Madame", "Mmes": "Mesdames", "Mlle": "Mademoiselle", "Dr": "Docteur",
        "Dr.": "Docteur", "Pr": "Professeur", "p. ex.": "par exemple", "p.ex.": "par exemple", "etc.": "et cætera",
        "c.-à-d.": "c'est à dire", "av. J.-C.": "avant Jésus Christ", "apr. J.-C.": "après Jésus Christ", "env.": "environ", "c. à soupe": "cuillères à soupe", "c. à café": "cuillères à café", "c. à s.": "cuillères à soupe", "c. à c.": "cuillères à café",
        "max.": "maximum", "min.": "minimum", "vs.": "contre", "vs": "contre", "av.": "avenue", "bd": "boulevard", "bd.": "boulevard",
        "St": "Saint", "Ste": "Sainte", "Cie": "Compagnie", "tél.": "téléphone", "Tél.": "Téléphone", "art.": "article", "chap.": "chapitre",
        "p.": "page", "pp.": "pages", "dép.": "département", "hab.": "habitants", "éd.": "édition", "cf.": "voir", "ndlr": "note de la rédaction",
    }  # fmt: skip
    acronyms = words(
        "ONU OTAN UNESCO UNICEF INSEE SMIC ENA SIDA COVID OVNI NASA FIFA UEFA OPEP ASEAN EHPAD FNAC CNIL CREDOC ANSES "
        "ADEME SAMU PACS RER ZAC ESA PISA BRICS CAC INRAE INSERM SACEM UNEDIC PIN SIM TOEFL LASER RADAR IKEA RENATER"
    ) - {"RER"}
    ordinary = words(
        "LE LA LES UN UNE DE DU DES AU AUX EN ET OU PAR POUR SUR QUE QUI NON OUI EST SONT CE CES PLUS INFO ACTU NOUVEAU À Y A"
    )
    function_words = words(
        "de du des la le les un une et ou à au aux en par pour sur que qui est sont était ne pas plus moins comme entre "
        "jusqu sans sous avec dont où a ont si mais car quand selon après avant contre chez vers fois environ mille"
    ) - {"fois"}

    def spelled(self, value: int) -> str:
        """As CLDR has it, with the plural that stays before a noun: `quatre vingts millions`, `deux cents milliards`."""
        return _PLURAL.sub(r"\g<0>s", super().spelled(value))

    def agree(self, words: str, gender: str) -> str:
        """`une heure`, `vingt et une personnes`."""
        return re.sub(r"(^|[ et]) ?un$", lambda m: m[0] + "e", words) if gender == "f" else words

    def gender(self, noun: str) -> str:
        """By its ending."""
        head = noun.split(maxsplit=1)[0].lower()
        return "f" if _FEMININE.search(head) and not _MASCULINE.search(head) else "m"

    def of(self, noun: str) -> str:
        """`de dollars`, `d'euros`."""
        return f"d'{noun}" if _VOWEL.match(noun) and not noun.startswith(("yen", "yuan", "hect")) else f"de {noun}"

    def is_one(self, value: object) -> bool:
        """French has the plural from two on."""
        return -2 < value < 2  # type: ignore[operator]

    def ordinal(self, value: int, gender: str = "m") -> str:
        """`premier`, `deuxième`, `vingt et unième`."""
        if value == 1:
            return "première" if gender == "f" else "premier"
        words = self.cardinal(str(value))
        words = re.sub(r"(quatre vingt|cent)s$", r"\1", words)
        for plain, before in (("cinq", "cinqu"), ("neuf", "neuv"), ("e", "")):
            if words.endswith(plain):
                return words[: len(words) - len(plain)] + before + "ième"
        return words + "ième"

    def date(self, day: int, month: int, year: str) -> str:
        """`premier janvier deux mille vingt six`."""
        said = f"{'premier' if day == 1 else self.cardinal(str(day))} {self.months[month - 1]}"
        return said + (f" {self.cardinal(year)}" if year else "")

    def clock(self, hour: int, minute: int) -> str:
        """`quatorze heures trente`, `minuit`."""
        if (hour, minute) == (0, 0):
            return "minuit"
        hours = f"{self.cardinal(str(hour), 'f')} {'heure' if hour < 2 else 'heures'}"
        return hours + (f" {self.cardinal(str(minute))}" if minute else "")

    def extra(self) -> tuple[tuple[str, Say], ...]:
        """Dates with month names, ordinals, Roman numerals, clock times with h, telephone numbers in pairs."""
        return (
            (r"M\.(?= [A-ZÉÈ])", lambda _: "Monsieur"),
            (r"(?P<of>[LlDd]['’])?UE(?!\w)", lambda match: f"{match['of'] or ''}Union européenne"),
            (r"(?:(?<=au )|(?<=du )|(?<=le ))(?P<kind>[TS])(?P<n>[1-4])(?:[ /]?(?P<year>20\d\d))?(?!\w)", self._period),
            (rf"(?P<day>\d\d?)(?:er)? {self.month_pattern}(?: (?P<year>(?:1[1-9]|20)\d\d))?(?!\w)", self._day),
            (
                r"(?P<hour>[01]?\d|2[0-3]) ?[hH] ?(?:(?P<minute>[0-5]\d)(?: ?min)?)?(?![\w/]|\s?[–-]\s?\d{1,2}h)",
                self._clock,
            ),
            (r"0[1-9](?:[ .-]\d\d){4}(?!\w)", self._pairs),
            (r"(?P<n>\d{1,3})(?P<s>er|ère|re|ème|e|nd|nde)s?(?!\w)", self._nth),
            (r"(?P<r>[IVX]+)(?P<s>er|e|ème|ᵉ)(?!\w)", self._roman_nth),
            (rf"(?P<w>{_HEADS}) (?P<r>[IVX]+)(?P<s>er)?(?!\w)", self._roman),
            (r"(?P<w>[A-ZÉÈÀ][a-zéèêëïçàâ]+) (?P<r>[IVX]{2,})(?P<s>(?!))?(?!\w)", self._roman),
        )

    def _pairs(self, match: re.Match[str]) -> str:
        return ", ".join(self.cardinal(pair) for pair in re.findall(r"\d\d", match[0]))

    def _nth(self, match: re.Match[str]) -> str:
        if match["s"] in {"nd", "nde"}:
            return "second" if match["s"] == "nd" else "seconde"
        return self.ordinal(int(match["n"]), "f" if match["s"] in {"ère", "re"} else "m")

    def _roman_nth(self, match: re.Match[str]) -> str:
        value = figures.roman(match["r"])
        return self.ordinal(value) if value else self.letters(match["r"]) + " " + match["s"]

    def _roman(self, match: re.Match[str]) -> str:
        value = figures.roman(match["r"])
        if not value:
            return f"{match['w']} {self.letters(match['r'])}"
        return f"{match['w']} {'premier' if match['s'] else self.cardinal(str(value))}"
