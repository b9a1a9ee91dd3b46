"""Spanish: its words and its ways (RAE, Ortografía: thousands of millions, `con` before hundredths, apocope)."""

import re
from collections.abc import Mapping

from jarai.script.reading.grammar import Magnitude, Money, after_scale
from jarai.script.reading.language import Say, words
from jarai.script.reading.western import Western

_ORDINALS = ("", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno")
_TENTHS = ("", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo", "septuagésimo",
           "octogésimo", "nonagésimo")  # fmt: skip
_MASCULINE = re.compile(r"(?:[aeo]mas?|días?|mapas?|planetas?|istas?|etas?|guardias?|dálmatas?)$")
_FEMININE = re.compile(
    r"(?:as?|ci[oó]n(?:es)?|si[oó]n(?:es)?|dad(?:es)?|tad(?:es)?|tud(?:es)?|veces|vez|mujer(?:es)?)$"
)
_VERB = re.compile(r"(?:ron|aban|ían|arán|erán|irán)$")
_HEADS = ("siglo|siglos|capítulo|Capítulo|tomo|Tomo|volumen|Volumen|título|Título|acto|Acto|parte|Parte|fase|Fase|"
          "Guerra Mundial|Juegos Olímpicos|Luis|Juan|Benedicto|León|Alfonso|Apolo")  # fmt: skip
_DOLLAR = Money("dólar", "dólares", "centavo", "centavos")


class Spanish(Western):
    """`es-ES` and the others; decimals and a bare `$` as the country writes them."""

    alphabet = "a,be,ce,de,e,efe,ge,hache,i,jota,ca,ele,eme,ene,o,pe,cu,erre,ese,te,u,uve,uve doble,equis,ye,zeta"
    to, and_, plus, minus, plus_minus = "a", "y", "más", "menos", "más menos"
    percent = "por ciento"
    number_word, section, at, dot, over = "número", "sección", "arroba", "punto", "sobre"
    power = "elevado a"
    per, by, half = "por", "por", "medio"
    sayable = re.compile(r"(?:[BCDFGLMNPRSTV]?[LR]?[AEIOU]{1,2}[NLRS]?){1,3}[BDNLRSXZ]?")
    crowned = words(
        "Felipe Isabel Carlos Alfonso Fernando Juan Pablo Pío Enrique Jaime Luis Francisco Jorge Guillermo Pedro Napoleón "
        "Sancho Ramiro Victoria Federico Catalina Nicolás Alejandro Gregorio Clemente León"
    )
    queens = words("Isabel Victoria Catalina")
    of_kings = ""
    squared = ("al cuadrado", "al cubo")
    dating = words("el del al día hasta desde")
    telephone_words = "[Tt]el\\.|[Tt]eléfono|[Tt]fno\\.|WhatsApp"
    number_signs = "[Nn]\\.? ?º|[Nn]\\.°|[Nn]úm\\.|[Nn]ro\\.|[Nn]°|[Nn]o\\.(?= ?\\d)|№"
    fractions: Mapping[int, tuple[str, str]] = {
        2: ("medio", "medios"), 3: ("tercio", "tercios"), 4: ("cuarto", "cuartos"), 5: ("quinto", "quintos"),
        6: ("sexto", "sextos"), 7: ("séptimo", "séptimos"), 8: ("octavo", "octavos"), 9: ("noveno", "novenos"),
        10: ("décimo", "décimos"), 100: ("centésimo", "centésimos"),
    }  # fmt: skip
    money: Mapping[str, Money] = {
        "€": Money("euro", "euros", "céntimo", "céntimos"), "EUR": Money("euro", "euros", "céntimo", "céntimos"),
        "$": _DOLLAR, "US$": _DOLLAR, "USD": _DOLLAR, "£": Money("libra", "libras", "penique", "peniques"),
        "GBP": Money("libra", "libras", "penique", "peniques"), "¥": Money("yen", "yenes"), "JPY": Money("yen", "yenes"),
        "R$": Money("real brasileño", "reales brasileños", "centavo", "centavos"),
        "BRL": Money("real brasileño", "reales brasileños", "centavo", "centavos"),
        "MX$": Money("peso mexicano", "pesos mexicanos", "centavo", "centavos"), "MXN": Money("peso mexicano", "pesos mexicanos"),
        "CHF": Money("franco suizo", "francos suizos"), "CNY": Money("yuan", "yuanes"), "₹": Money("rupia", "rupias"),
        "A$": Money("dólar australiano", "dólares australianos"), "C$": Money("dólar canadiense", "dólares canadienses"),
        "₿": Money("bitcóin", "bitcoines"),
    }  # fmt: skip
    magnitudes: Mapping[str, Magnitude] = {
        **dict.fromkeys(("mil millones", "bn", "b", "B", "billion", "mm", "MM"), Magnitude(1000, "millón", "millones")),
        **dict.fromkeys(("millones", "millón", "mill.", "m", "M", "mn", "mln", "million"), Magnitude(1, "millón", "millones")),
        **dict.fromkeys(("billones", "billón", "tn", "trn", "trillion"), Magnitude(1, "billón", "billones")),
        **dict.fromkeys(("mil", "k", "K"), Magnitude(1000)),
    }  # fmt: skip
    pesos: Mapping[str, Money] = {"$": Money("peso", "pesos", "centavo", "centavos")}
    pesos_in = words("MX AR CL CO UY CU DO")
    units: Mapping[str, tuple[str, str]] = {
        "kg": ("kilo", "kilos"), "Wh": ("vatio hora", "vatios hora"), "kWh": ("kilovatio hora", "kilovatios hora"),
        "MWh": ("megavatio hora", "megavatios hora"), "GWh": ("gigavatio hora", "gigavatios hora"),
        "TWh": ("teravatio hora", "teravatios hora"), "pp": ("punto porcentual", "puntos porcentuales"),
        "p. p.": ("punto porcentual", "puntos porcentuales"), "p.p.": ("punto porcentual", "puntos porcentuales"),
        "pb": ("punto básico", "puntos básicos"), "dB": ("decibelio", "decibelios"), "x": ("vez", "veces"),
        "hab.": ("habitante", "habitantes"), "hab./km²": ("habitante por kilómetro cuadrado", "habitantes por kilómetro cuadrado"),
        "Kg": ("kilo", "kilos"), "Km": ("kilómetro", "kilómetros"), "hm³": ("hectómetro cúbico", "hectómetros cúbicos"),
        "CV": ("caballo", "caballos"), "h": ("hora", "horas"), "km/h": ("kilómetro por hora", "kilómetros por hora"),
    }  # fmt: skip
    symbols: Mapping[str, str] = {
        "&": "y", "@": "arroba", "#": "número", "§": "sección", "+": "más", "=": "igual a", "×": "por", "÷": "entre",
        "<": "menor que", ">": "mayor que", "≤": "como máximo", "≥": "como mínimo", "≈": "aproximadamente",
        "~": "aproximadamente", "→": "a", "±": "más menos", "%": "por ciento", "°": "grados", "€": "euros", "£": "libras",
        "$": "dólares", "¥": "yenes", "∞": "infinito", "½": "medio", "¼": "un cuarto", "¾": "tres cuartos",
        "⅓": "un tercio", "⅔": "dos tercios", "−": "menos", "№": "número", "º": "", "ª": "",
    }  # fmt: skip
    abbreviations: Mapping[str, str] = {
        "EE. UU.": "Estados Unidos", "EE.UU.": "Estados Unidos", "EE UU": "Estados Unidos", "EEUU": "Estados Unidos",
        "p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "etc.": "etcétera", "Sr.": "Señor", "Sra.": "Señora",
        "Srta.": "Señorita", "Sres.": "Señores", "Dr.": "Doctor", "Dra.": "Doctora", "Prof.": "Profesor",
        "Dña.": "Doña", "Ud.": "usted", "Uds.": "ustedes", "pág.": "página", "págs.": "páginas", "aprox.": "aproximadamente",
        "máx.": "máximo", "mín.": "mínimo", "vs.": "contra", "vs": "contra", "Av.": "Avenida", "Avda.": "Avenida",
        "C/": "Calle", "c/": "calle", "S. A.": "Sociedad Anónima", "S.A.": "Sociedad Anónima", "S. L.": "Sociedad Limitada",
        "S.L.": "Sociedad Limitada", "a. C.": "antes de Cristo", "d. C.": "después de Cristo", "Cía.": "Compañía",
        "tel.": "teléfono", "Tel.": "Teléfono", "Gral.": "General", "art.": "artículo", "arts.": "artículos", "cap.": "capítulo",
        "dpto.": "departamento", "Dpto.": "Departamento", "depto.": "departamento", "Sto.": "Santo", "Sta.": "Santa",
        "hab.": "habitantes", "ed.": "edición", "i. e.": "es decir", "n. a.": "no aplicable",
    }  # fmt: skip
    ordinary = words(
        "EL LA LOS LAS UN UNA DE DEL AL EN CON POR QUE NO SI ES SON SU MÁS HOY NOTICIAS ÚLTIMA HORA NUEVO Y O A"
    )
    function_words = words(
        "de del la el los las lo un una y e o u a al en con por para que es son fue era eran se no ni más menos como "
        "entre hasta desde sin sobre ha han hay ya si pero porque cuando donde según tras ante bajo está están sube "
        "baja sigue gana pierde cada cuyo mil contra aproximadamente"
    )

    @property
    def decimal_word(self) -> str:  # type: ignore[override]
        """`coma` in Spain, `punto` where decimals are marked by one."""
        return "coma" if self.mark == "," else "punto"

    def agree(self, words: str, gender: str) -> str:
        """`veintiún días`, `veintiuna personas`, `doscientas empresas`."""
        head, tail = after_scale(words)
        if gender == "m":
            tail = re.sub(r"veintiuno$", "veintiún", re.sub(r"\buno$", "un", tail))
        elif gender == "f":
            tail = re.sub(r"uno$", "una", re.sub(r"cientos\b", "cientas", tail.replace("quinientos", "quinientas")))
        return head + tail

    def gender(self, noun: str) -> str:
        """By its ending."""
        head = noun.split(maxsplit=1)[0].lower()
        if _VERB.search(head):
            return ""
        return "f" if _FEMININE.search(head) and not _MASCULINE.search(head) else "m"

    def ordinal(self, value: int, gender: str = "m") -> str:
        """Up to a hundred; above, and after the tenth of a long count, Spanish says the cardinal."""
        if not 0 < value < 100:
            return self.cardinal(str(value))
        tens, ones = divmod(value, 10)
        words = " ".join(word for word in (_TENTHS[tens], _ORDINALS[ones]) if word)
        if gender == "f":
            return re.sub(r"o\b", "a", words)
        return re.sub(r"(primer|tercer)o$", r"\1", words) if gender == "m" else words

    def date(self, day: int, month: int, year: str) -> str:
        """`veintitrés de noviembre de dos mil veintiséis`."""
        said = f"{self.cardinal(str(day))} de {self.months[month - 1]}"
        return said + (f" de {self.cardinal(year)}" if year else "")

    def clock(self, hour: int, minute: int) -> str:
        """`diez y cinco`, `catorce treinta`."""
        said = self.cardinal(str(hour), "f")
        if minute:
            said += f" {'y ' if minute < 10 else ''}{self.cardinal(str(minute))}"
        elif hour > 12 or hour == 0:
            said += " horas"
        return said

    def cents(self, whole: str, part: str) -> str:
        """`doce euros con cincuenta céntimos`."""
        return f"{whole} con {part}"

    def extra(self) -> tuple[tuple[str, Say], ...]:
        """Dates with month names, ordinals, Roman numerals, times with a. m. and p. m."""
        return (
            (r"D\.(?= [A-ZÁÉÍÓÚ])", lambda _: "Don"),
            (r"UE(?!\w)", lambda _: "Unión Europea"),
            (
                rf"(?P<day>\d\d?)(?: de)? {self.month_pattern}(?:(?: del?)? (?P<year>(?:1[1-9]|20)\d\d))?(?!\w)",
                self._day,
            ),
            (r"(?P<hour>[01]?\d)(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.? ?m\b\.?", self._half_day),
            (r"(?P<hour>[01]?\d|2[0-3]) h(?:rs?)?\.?(?![\w/])(?P<minute>)", self._hours),
            (r"(?P<w>(?!))?(?P<n>9\d \d{3} \d\d \d\d|[6-9]\d\d \d\d \d\d \d\d)(?!\w)", self._telephone),
            (r"(?P<n>\d{1,2})\.?(?P<s>er|[ºª])(?!\w)", self._nth),
            (rf"(?P<w>{_HEADS}) (?P<r>[IVX]+)(?!\w)", self._roman),
            (r"(?P<w>[A-ZÁÉÍÓÚ][a-záéíóúñ]+) (?P<r>[IVX]+)(?!\w)", self._regnal),
        )

    def _half_day(self, match: re.Match[str]) -> str:
        hour, afternoon = int(match["hour"]), match["half"] == "p"
        part = "del mediodía" if afternoon else "de la noche"
        if hour != 12:
            part = "de la mañana" if not afternoon else "de la noche" if hour >= 8 else "de la tarde"
        return f"{self.clock(hour, int(match['minute'] or 0))} {part}"

    def _hours(self, match: re.Match[str]) -> str:
        return self.counted(match["hour"], None, ("hora", "horas"))

    def _nth(self, match: re.Match[str]) -> str:
        if match["s"] == "er":
            return self.ordinal(int(match["n"]))
        return self.ordinal(int(match["n"]), "f" if match["s"] == "ª" else "m" if self.following(match) else "")
