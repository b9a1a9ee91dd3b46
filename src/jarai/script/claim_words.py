"""What the claim checker knows of each language: how figures are written, number words, small words, months and days."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale, localedata

DECIMAL_COMMA = frozenset({"es", "fr", "it", "pt", "de"})

MAGNITUDES: Mapping[str, Mapping[str, int]] = {
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "bn": 9, "mn": 6, "mln": 6, "tn": 12, "trn": 12},
    "es": {"mil millones": 9, "mil": 3, "millones": 6, "millón": 6, "billones": 12, "billón": 12},
    "fr": {"mille": 3, "millions": 6, "million": 6, "milliards": 9, "milliard": 9, "mds": 9, "md": 9},
    "it": {"mila": 3, "milioni": 6, "milione": 6, "miliardi": 9, "miliardo": 9, "mln": 6, "mld": 9},
    "pt": {"mil": 3, "milhões": 6, "milhão": 6, "bilhões": 9, "bilhão": 9, "trilhões": 12, "mi": 6, "bi": 9},
    "zh": {"万亿": 12, "亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3},
    "ja": {"兆": 12, "億": 8, "千万": 7, "百万": 6, "万": 4, "千": 3},
}
"""Words after a figure that multiply it, as powers of ten."""
SHORT_MAGNITUDES: Mapping[str, int] = {"k": 3, "m": 6, "mm": 6, "b": 9, "bn": 9, "t": 12, "tn": 12, "md": 9, "mld": 9}
"""Letters that multiply a figure which has a currency; alone they are units."""
CURRENCIES: Mapping[str, str] = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "dólares": "USD", "dollari": "USD",
    "美元": "USD", "ドル": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "欧元": "EUR", "ユーロ": "EUR",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "libras": "GBP", "livres": "GBP", "sterline": "GBP",
    "英镑": "GBP", "ポンド": "GBP", "¥": "JPY", "jpy": "JPY", "yen": "JPY", "円": "JPY", "元": "CNY", "人民币": "CNY",
    "r$": "BRL", "brl": "BRL", "reais": "BRL", "real": "BRL", "₹": "INR", "chf": "CHF",
}  # fmt: skip
PERCENT = frozenset(
    ["%", "％", "percent", "per cent", "por ciento", "pour cent", "per cento", "por cento", "パーセント"]
)

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
    " dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete"
    " veintiocho veintinueve",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici"
    " diciassette diciotto diciannove venti",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete"
    " dezoito dezenove vinte",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_LARGE = {
    "en": {"hundred": 100, "dozen": 12},
    "es": {"cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "quinientos": 500, "docena": 12},
    "fr": {"cent": 100, "cents": 100, "vingts": 20, "mille": 1000, "douzaine": 12},
    "it": {"cento": 100, "mille": 1000, "dozzina": 12},
    "pt": {"cem": 100, "cento": 100, "duzentos": 200, "trezentos": 300, "quinhentos": 500, "dúzia": 12},
}
_NOT_COUNTED = {
    "en": {"one", "zero"},
    "es": {"uno", "cero"},
    "fr": {"un", "neuf", "zéro"},
    "it": {"uno", "sei", "zero"},
    "pt": {"um", "zero"},
}
"""Words that are far more often something else: `one`, `neuf` (new), `sei` (you are)."""
_SMALL = {
    "en": (
        "a an the and or but nor so yet if then when while as at by for from in into of off on onto out over to up with"
        " without within i you he she it we they me him her us them my your his its our their mine this that these those"
        " here there who whom whose which what where why how all any both each every few more most much many some such no"
        " not only own same other another than too very just also now once again first next last finally today meanwhile"
        " still even after before between during since until under about against is are was were be been being has have had"
        " do does did will would can could may might must shall should let lets one two"
    ),
    "es": (
        "el la los las un una unos unas y e o u pero ni si que como cuando donde quien cual de del a al en con sin por para"
        " sobre entre hasta desde tras según este esta estos estas ese esa eso esto aquel aquella su sus mi tu nuestro nuestra"
        " se le les lo me nos yo él ella ellos ellas usted es son fue fueron era ser ha han hay había más menos muy ya no sí"
        " también además después luego ahora hoy aquí así todo toda todos todas cada otro otra uno dos primero por último"
    ),
    "fr": (
        "le la les un une des du de d l et ou mais ni si que qui quoi dont où comme quand à au aux en dans sur sous avec sans"
        " pour par entre depuis vers chez selon ce cet cette ces son sa ses leur leurs notre votre mon ma mes il elle ils elles"
        " on nous vous je tu se y ne pas plus moins très est sont était a ont fut sera c s n qu j m t puis ensuite enfin aussi"
        " voici voilà ici là tout toute tous toutes chaque autre autres d'abord aujourd'hui"
    ),
    "it": (
        "il lo la i gli le un uno una e ed o ma né se che chi cui come quando dove di del dello della dei degli delle d a al"
        " allo alla ai agli alle da dal dalla in nel nella nei nelle con su sul sulla per tra fra questo questa questi queste"
        " quello quella suo sua suoi sue loro nostro nostra lui lei noi voi io si ci vi ne non più meno molto è sono era erano"
        " ha hanno fu sarà poi inoltre infine anche ecco qui così ogni tutto tutta tutti tutte altro altra l c n s"
    ),
    "pt": (
        "o a os as um uma uns umas e ou mas nem se que quem como quando onde de do da dos das em no na nos nas por pelo pela"
        " para com sem sobre entre até desde após segundo este esta isto esse essa isso aquele seu sua seus suas nosso nossa"
        " ele ela eles elas eu nós você se lhe não sim mais menos muito já é são foi foram era ser há tem têm também depois"
        " além agora hoje aqui assim todo toda todos todas cada outro outra ainda por fim"
    ),
}
SMALL: Mapping[str, frozenset[str]] = {language: frozenset(words.split()) for language, words in _SMALL.items()}
"""Words that are never a name, however they are written."""
_VERBS = {
    "en": (
        "is are was were has have had will would can could may must said says made makes bought buys sold sells won wins lost"
        " rose fell grew reached opened began reports reported announced plans expects leads led holds held owns"
    ),
    "es": ("es son fue fueron era ha han tiene tienen dijo dice compró vendió ganó perdió anunció hizo abrió"),
    "fr": ("est sont était a ont fut sera dit déclare achète vend gagne annonce fait ouvre possède"),
    "it": ("è sono era ha hanno fu sarà dice disse vende compra vince annuncia fa apre possiede"),
    "pt": ("é são foi foram era tem têm disse diz comprou vendeu ganhou perdeu anunciou fez abriu"),
}
VERBS: Mapping[str, frozenset[str]] = {language: frozenset(words.split()) for language, words in _VERBS.items()}
"""Finite verbs: a capitalised word before one begins its sentence as a name."""
_COMMON = (
    "revenue revenues sales turnover profit profits income costs prices growth output production demand supply spending debt"
    " inflation unemployment visitors people members customers guests experts workers children families residents employees"
    " tickets doors entry admission registration water power energy electricity food music work parking everyone everything"
    " nothing something others part half more results figures numbers success progress change time money research"
)
_ASKING = "cual cuales quel quelle quels quelles quale quali qual quais"
COMMON = frozenset(_COMMON.split()) | frozenset(_ASKING.split())
"""English nouns without an article, and words that ask, that begin sentences and are no names."""
RELATIVE_DAYS: Mapping[str, frozenset[str]] = {
    "en": frozenset({"yesterday", "tomorrow", "tonight"}),
    "es": frozenset({"ayer", "anteayer"}),
    "fr": frozenset({"hier", "demain"}),
    "it": frozenset({"ieri", "domani"}),
    "pt": frozenset({"ontem", "amanhã"}),
    "zh": frozenset({"昨天", "明天", "后天"}),
    "ja": frozenset({"昨日", "明日"}),
}
_LOANWORDS = "ビデオ データ グラフ ポイント テーマ ニュース ランキング トップ ページ タイトル リスト メモ チェック スタート ステップ"
LOANWORDS = frozenset(_LOANWORDS.split())
"""Katakana words of Japanese that name nothing."""


def base(language: str) -> str:
    """The language without region and script; English for one that Unicode CLDR doesn't know."""
    found = language.split("-", maxsplit=1)[0].lower()
    return found if localedata.exists(found) else "en"


def folded(text: str) -> str:
    """Small letters without accents, width forms made plain."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(each for each in plain if unicodedata.category(each) != "Mn")


@cache
def number_words(language: str) -> Mapping[str, int]:
    """The language's number words and their values; none for a language written without spaces."""
    if language not in _UNITS:
        return {}
    words = {word: value for value, word in enumerate(_UNITS[language].split())}
    words |= {word: 20 + 10 * at for at, word in enumerate(_TENS[language].split())}
    words |= _LARGE[language]
    return {word: value for word, value in words.items() if word not in _NOT_COUNTED[language]}


@cache
def months(language: str) -> Mapping[str, int]:
    """Month names, whole and short, folded, and their numbers (Unicode CLDR)."""
    if language in {"zh", "ja"}:
        return {}
    locale = Locale(language)
    found: dict[str, int] = {}
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            found |= {folded(name).rstrip("."): number for number, name in locale.months[use][width].items()}
    return {name: number for name, number in found.items() if len(name) > 2}


@cache
def weekdays(language: str) -> Mapping[str, int]:
    """Names of the days of the week, folded, Monday 0 (Unicode CLDR); short ones too where a capital tells them."""
    locale = Locale(language)
    found: dict[str, int] = {}
    for use in ("format", "stand-alone"):
        found |= {folded(name): number for number, name in locale.days[use]["wide"].items()}
    if language == "en":
        found |= {folded(name): number for number, name in locale.days["format"]["abbreviated"].items()}
    return found
