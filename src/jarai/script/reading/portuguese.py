"""Portuguese, as Brazil speaks it: its words and its ways (`duas mil pessoas`, `bilhões de reais`)."""

import re
from collections.abc import Mapping
from decimal import Decimal

from jarai.script.reading.grammar import Magnitude, Money, after_scale
from jarai.script.reading.language import Say, words
from jarai.script.reading.western import Western

_ORDINALS = ("", "primeiro", "segundo", "terceiro", "quarto", "quinto", "sexto", "sétimo", "oitavo", "nono")
_TENTHS = ("", "décimo", "vigésimo", "trigésimo", "quadragésimo", "quinquagésimo", "sexagésimo", "septuagésimo",
           "octogésimo", "nonagésimo")  # fmt: skip
_FEMININE = re.compile(
    r"(?:as?|ção|ções|são|sões|gem|gens|dades?|tudes?|vezes|vez|mulher(?:es)?|lei|leis|mães?|partes?)$"
)
_MASCULINE = re.compile(r"(?:[eo]mas?|gramas?|dias?|mapas?|planetas?|istas?|atletas?)$")
_HEADS = ("século|séculos|capítulo|Capítulo|tomo|Tomo|volume|Volume|título|Título|ato|Ato|fase|Fase|parte|Parte|"
          "Guerra Mundial|Luís|Apollo")  # fmt: skip
_REAL = Money("real", "reais", "centavo", "centavos")
_DOLLAR = Money("dólar", "dólares", "centavo", "centavos")
_EURO = Money("euro", "euros", "centavo", "centavos")


class Portuguese(Western):
    """`pt-BR`."""

    alphabet = "á,bê,cê,dê,é,efe,gê,agá,i,jota,cá,ele,eme,ene,ó,pê,quê,erre,esse,tê,u,vê,dáblio,xis,ípsilon,zê"
    decimal_word = "vírgula"
    to, and_, plus, minus, plus_minus = "a", "e", "mais", "menos", "mais ou menos"
    percent = "por cento"
    number_word, section, at, dot, over = "número", "parágrafo", "arroba", "ponto", "sobre"
    power = "elevado a"
    per, by, half = "por", "por", "meio"
    sayable = re.compile(r"(?:[BCDFGLMNPRSTV]?[LR]?[AEIOU]{1,2}[MNLRS]?){1,3}[BCMNLRSXZ]?")
    crowned = words(
        "Pedro João Maria Isabel Elizabeth Carlos Afonso Filipe Paulo Pio Bento Leão Henrique Manuel Francisco Napoleão Jorge "
        "Gregório Clemente Alexandre Catarina Nicolau Guilherme Luís"
    )
    queens = words("Maria Isabel Elizabeth Catarina")
    squared = ("ao quadrado", "ao cubo")
    dating = words("dia dias em até desde")
    telephone_words = "[Tt]el\\.|[Tt]elefone|WhatsApp|[Ll]igue"
    number_signs = "[Nn]\\.? ?º|[Nn]\\.°|[Nn]°|[Nn]o\\.(?= ?\\d)|№"
    fractions: Mapping[int, tuple[str, str]] = {
        2: ("meio", "meios"), 3: ("terço", "terços"), 4: ("quarto", "quartos"), 5: ("quinto", "quintos"),
        6: ("sexto", "sextos"), 7: ("sétimo", "sétimos"), 8: ("oitavo", "oitavos"), 9: ("nono", "nonos"),
        10: ("décimo", "décimos"), 100: ("centésimo", "centésimos"),
    }  # fmt: skip
    money: Mapping[str, Money] = {
        "R$": _REAL, "BRL": _REAL, "€": _EURO, "EUR": _EURO, "$": _DOLLAR, "US$": _DOLLAR, "U$": _DOLLAR, "USD": _DOLLAR,
        "£": Money("libra", "libras", "centavo", "centavos"), "GBP": Money("libra", "libras"), "¥": Money("iene", "ienes"),
        "JPY": Money("iene", "ienes"), "MX$": Money("peso mexicano", "pesos mexicanos"), "MXN": Money("peso mexicano", "pesos mexicanos"),
        "CHF": Money("franco suíço", "francos suíços"), "CNY": Money("yuan", "yuans"), "₹": Money("rupia", "rupias"),
        "A$": Money("dólar australiano", "dólares australianos"), "C$": Money("dólar canadense", "dólares canadenses"),
        "₿": Money("bitcoin", "bitcoins"),
    }  # fmt: skip
    magnitudes: Mapping[str, Magnitude] = {
        **dict.fromkeys(("bilhões", "bilhão", "bi", "bn", "b", "B", "billion"), Magnitude(1, "bilhão", "bilhões")),
        **dict.fromkeys(("milhões", "milhão", "mi", "mm", "m", "M", "mn", "mln", "million"), Magnitude(1, "milhão", "milhões")),
        **dict.fromkeys(("trilhões", "trilhão", "tri", "tn", "trn", "trillion"), Magnitude(1, "trilhão", "trilhões")),
        **dict.fromkeys(("mil", "k", "K"), Magnitude(1000)),
    }  # fmt: skip
    units: Mapping[str, tuple[str, str]] = {
        "kg": ("quilo", "quilos"), "Kg": ("quilo", "quilos"), "Km": ("quilômetro", "quilômetros"), "t": ("tonelada", "toneladas"),
        "Wh": ("watt hora", "watts hora"), "MWh": ("megawatt hora", "megawatts hora"), "GWh": ("gigawatt hora", "gigawatts hora"),
        "TWh": ("terawatt hora", "terawatts hora"), "pp": ("ponto percentual", "pontos percentuais"), "kW": ("quilowatt", "quilowatts"),
        "p.p.": ("ponto percentual", "pontos percentuais"), "pb": ("ponto base", "pontos base"), "dB": ("decibel", "decibéis"),
        "x": ("vez", "vezes"), "hab.": ("habitante", "habitantes"), "cv": ("cavalo", "cavalos"),
    }  # fmt: skip
    symbols: Mapping[str, str] = {
        "&": "e", "@": "arroba", "#": "número", "§": "parágrafo", "+": "mais", "=": "igual a", "×": "vezes", "÷": "dividido por",
        "<": "menor que", ">": "maior que", "≤": "no máximo", "≥": "no mínimo", "≈": "aproximadamente", "~": "aproximadamente",
        "→": "a", "±": "mais ou menos", "%": "por cento", "°": "graus", "€": "euros", "£": "libras", "$": "dólares",
        "¥": "ienes", "∞": "infinito", "½": "meio", "¼": "um quarto", "¾": "três quartos", "⅓": "um terço",
        "⅔": "dois terços", "−": "menos", "№": "número",
    }  # fmt: skip
    abbreviations: Mapping[str, str] = {
        "EUA": "Estados Unidos", "E.U.A.": "Estados Unidos", "etc.": "etcétera", "p. ex.": "por exemplo", "p.ex.": "por exemplo",
        "Sr.": "Senhor", "Sra.": "Senhora", "Srs.": "Senhores", "Srta.": "Senhorita", "Dr.": "Doutor", "Dra.": "Doutora",
        "Prof.": "Professor", "Profa.": "Professora", "Exmo.": "Excelentíssimo", "pág.": "página", "págs.": "páginas",
        "aprox.": "aproximadamente", "máx.": "máximo", "mín.": "mínimo", "vs.": "contra", "vs": "contra", "Av.": "Avenida",
        "S.A.": "Sociedade Anônima", "S/A": "Sociedade Anônima", "Ltda.": "Limitada", "Ltda": "Limitada",
        "a.C.": "antes de Cristo", "d.C.": "depois de Cristo", "a. C.": "antes de Cristo", "d. C.": "depois de Cristo",
        "Cia.": "Companhia", "tel.": "telefone", "Tel.": "Telefone", "Gal.": "General", "art.": "artigo", "cap.": "capítulo", "Sto.": "Santo",
        "Sta.": "Santa", "hab.": "habitantes", "ed.": "edição", "a.a.": "ao ano", "a.m.": "ao mês",
    }  # fmt: skip
    acronyms = words("IPCA UNESCO UNICEF NASA FIFA UEFA COVID")
    ordinary = words(
        "O A OS AS UM UMA DE DO DA DOS DAS EM NO NA COM POR PARA QUE NÃO SIM É SÃO SEU SUA MAIS HOJE NOTÍCIAS NOVO E OU"
    )
    function_words = words(
        "de do da dos das em no na nos nas o a os as um uma e ou à ao aos com por para que é são foi era não nem mais menos "
        "como entre até desde sem sobre há se mas porque quando onde segundo após ante contra cada mil"
    )

    def agree(self, words: str, gender: str) -> str:
        """`duas pessoas`, `vinte e uma horas`, `duzentas mil libras`."""
        head, tail = after_scale(words)
        if gender == "f":
            tail = re.sub(r"\bum$", "uma", re.sub(r"\bdois\b", "duas", re.sub(r"(zent|cent)os\b", r"\1as", tail)))
            tail = tail.replace("quinhentos", "quinhentas")
        return head + tail

    def gender(self, noun: str) -> str:
        """By its ending."""
        head = noun.split(maxsplit=1)[0].lower()
        return "f" if _FEMININE.search(head) and not _MASCULINE.search(head) else "m"

    def is_one(self, value: Decimal) -> bool:
        """Portuguese has the plural from two on."""
        return -2 < value < 2 and value != 0

    def ordinal(self, value: int, gender: str = "m") -> str:
        """`primeiro`, `vigésima primeira`."""
        if not 0 < value < 100:
            return self.cardinal(str(value))
        tens, ones = divmod(value, 10)
        words = " ".join(word for word in (_TENTHS[tens], _ORDINALS[ones]) if word)
        return re.sub(r"o\b", "a", words) if gender == "f" else words

    def date(self, day: int, month: int, year: str) -> str:
        """`primeiro de janeiro de dois mil e vinte e seis`."""
        said = f"{'primeiro' if day == 1 else self.cardinal(str(day))} de {self.months[month - 1]}"
        return said + (f" de {self.cardinal(year)}" if year else "")

    def clock(self, hour: int, minute: int) -> str:
        """`catorze horas e trinta minutos`."""
        if (hour, minute) == (0, 0):
            return "meia noite"
        said = f"{self.cardinal(str(hour), 'f')} {'hora' if hour < 2 else 'horas'}"
        return said + (f" e {self.cardinal(str(minute))} {'minuto' if minute == 1 else 'minutos'}" if minute else "")

    def extra(self) -> tuple[tuple[str, Say], ...]:
        """Dates with month names, ordinals, Roman numerals, clock times with h, telephone numbers."""
        return (
            (r"D\.(?= [A-ZÁÉÍÓÚ])", lambda _: "Dom"),
            (r"UE(?!\w)", lambda _: "União Europeia"),
            (r"R\.(?= [A-ZÁÉÍÓÚ][a-zà-ÿ])", lambda _: "Rua"),
            (rf"(?P<day>\d\d?)[º°]?(?: de)? {self.month_pattern}(?: de (?P<year>(?:1[1-9]|20)\d\d))?(?!\w)", self._day),
            (r"(?P<hour>[01]?\d|2[0-3]) ?h ?(?:(?P<minute>[0-5]\d)(?:min)?)?(?![\w/]|\s?[–-]\s?\d{1,2}h)", self._clock),
            (r"(?P<w>(?!))?(?P<n>\(?\d{2,3}\)? ?\d{4,5}-\d{4})(?!\w)", self._telephone),
            (
                r"\d{5}-\d{3}(?!\w)|\d{3}\.\d{3}\.\d{3}-\d\d(?!\w)",
                lambda m: ", ".join(map(self.digits, re.findall(r"\d+", m[0]))),
            ),
            (r"(?P<n>\d{1,3})(?P<s>[ºª]|°(?! ?[CF]))(?!\w)", self._nth),
            (rf"(?P<w>{_HEADS}) (?P<r>[IVX]+)(?!\w)", self._roman),
            (r"(?P<w>[A-ZÁÉÍÓÚ][a-zâãáéêíóôõúç]+) (?P<r>[IVX]+)(?!\w)", self._regnal),
        )

    def _nth(self, match: re.Match[str]) -> str:
        return self.ordinal(int(match["n"]), "f" if match["s"] == "ª" else "m")
