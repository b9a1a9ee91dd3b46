"""What the reader knows by heart: abbreviations, initials, units, currencies, symbols, months. English."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH_BY_SHORT = {month[:3].lower(): month for month in MONTHS} | {"sept": "September"}

ABBREVIATIONS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera", "vs.": "versus", "vs": "versus", "v.": "versus",
    "Dr.": "Doctor", "Mr.": "Mister", "Mrs.": "Missis", "Ms.": "Miz", "Prof.": "Professor", "St.": "Saint",
    "Inc.": "Incorporated", "Ltd.": "Limited", "Ltd": "Limited", "Co.": "Company", "Corp.": "Corporation",
    "plc": "P L C", "approx.": "approximately", "ca.": "about", "c.": "about", "est.": "estimated", "incl.": "including",
    "excl.": "excluding", "max.": "maximum", "min.": "minimum", "avg.": "average", "dept.": "department", "Jr.": "Junior",
    "Sr.": "Senior", "Gen.": "General", "Gov.": "Governor", "Sen.": "Senator", "Rep.": "Representative", "Fig.": "Figure",
    "Nos.": "numbers", "Vol.": "Volume", "pp.": "pages", "p.a.": "per year", "yoy": "year on year", "YoY": "year on year",
    "qoq": "quarter on quarter", "QoQ": "quarter on quarter", "w/": "with", "w/o": "without", "a.m.": "A M", "p.m.": "P M",
    "Jan.": "January", "Feb.": "February", "Mar.": "March", "Apr.": "April", "Aug.": "August", "Sept.": "September",
    "Sep.": "September", "Oct.": "October", "Nov.": "November", "Dec.": "December",
}  # fmt: skip
STOPPED = frozenset(
    word for word in ABBREVIATIONS if word.endswith(".") and word not in {"etc.", "Inc.", "Ltd.", "p.m.", "a.m."}
)
"""Abbreviations after which a sentence does not end."""

SPOKEN_AS_WORDS = frozenset(
    ["NATO", "OPEC", "NASA", "UNESCO", "UNICEF", "COVID", "AIDS", "FIFA", "UEFA", "ASEAN", "NAFTA", "EBITDA", "EBIT", "LASER", "RADAR", "SONAR", "SCUBA", "SIM", "RAM", "ROM", "PIN", "GIF", "JPEG", "BREXIT", "INTERPOL", "EUROPOL", "ICAO", "IKEA", "LEGO", "ESA", "COP", "BRICS", "MERCOSUR", "HIIT", "SWAT"]
)
ORDINARY_IN_CAPITALS = frozenset(
    ["THE", "AND", "FOR", "NEW", "ALL", "NOT", "BUT", "YOU", "OUR", "WHO", "HOW", "WHY", "ARE", "WAS", "HAS", "HAD", "CAN", "MAY", "NOW", "OUT", "OFF", "ONE", "TWO", "TEN", "BIG", "TOP", "LOW", "HIGH", "WILL", "THIS", "THAT", "WITH", "FROM", "INTO", "OVER", "MORE", "LESS", "THAN", "HAVE", "THEY", "BEEN", "WERE", "NEWS", "FACT", "FACTS", "LIVE", "BREAKING", "IN", "ON", "AT", "TO", "OF", "BY", "AS", "IS", "IT", "WE", "HE", "SHE", "OR", "IF", "SO", "UP", "NO", "DO", "GO", "BE", "AN", "A", "I", "MY", "ME", "AM"]
)

CURRENCIES = {
    "$": ("dollar", "dollars"), "US$": ("U S dollar", "U S dollars"), "A$": ("Australian dollar", "Australian dollars"),
    "C$": ("Canadian dollar", "Canadian dollars"), "£": ("pound", "pounds"), "€": ("euro", "euros"), "¥": ("yen", "yen"),
    "₹": ("rupee", "rupees"), "₩": ("won", "won"), "₽": ("ruble", "rubles"), "₺": ("lira", "lira"), "₿": ("bitcoin", "bitcoins"),
    "USD": ("U S dollar", "U S dollars"), "EUR": ("euro", "euros"), "GBP": ("pound", "pounds"), "JPY": ("yen", "yen"),
    "CHF": ("Swiss franc", "Swiss francs"), "CNY": ("yuan", "yuan"), "INR": ("rupee", "rupees"), "AUD": ("Australian dollar", "Australian dollars"),
    "CAD": ("Canadian dollar", "Canadian dollars"), "SEK": ("Swedish krona", "Swedish kronor"), "kr": ("krona", "kronor"),
}  # fmt: skip
CENTS = {"$": ("cent", "cents"), "€": ("cent", "cents"), "£": ("penny", "pence")}
MAGNITUDES = {
    "bn": "billion", "b": "billion", "billion": "billion", "m": "million", "mn": "million", "mln": "million",
    "million": "million", "k": "thousand", "thousand": "thousand", "tn": "trillion", "trn": "trillion",
    "trillion": "trillion", "B": "billion", "M": "million", "K": "thousand", "T": "trillion",
}  # fmt: skip

UNITS = {
    "%": ("percent", "percent"), "‰": ("per mille", "per mille"), "pp": ("percentage point", "percentage points"),
    "bps": ("basis point", "basis points"), "bp": ("basis point", "basis points"), "km": ("kilometer", "kilometers"),
    "cm": ("centimeter", "centimeters"), "mm": ("millimeter", "millimeters"), "m": ("meter", "meters"), "mi": ("mile", "miles"),
    "ft": ("foot", "feet"), "yd": ("yard", "yards"), "kg": ("kilogram", "kilograms"), "mg": ("milligram", "milligrams"),
    "g": ("gram", "grams"), "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"), "t": ("ton", "tons"),
    "l": ("liter", "liters"), "L": ("liter", "liters"), "ml": ("milliliter", "milliliters"), "mL": ("milliliter", "milliliters"),
    "°C": ("degree Celsius", "degrees Celsius"), "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "°": ("degree", "degrees"),
    "W": ("watt", "watts"), "kW": ("kilowatt", "kilowatts"), "MW": ("megawatt", "megawatts"), "GW": ("gigawatt", "gigawatts"),
    "TW": ("terawatt", "terawatts"), "Wh": ("watt hour", "watt hours"), "kWh": ("kilowatt hour", "kilowatt hours"),
    "MWh": ("megawatt hour", "megawatt hours"), "GWh": ("gigawatt hour", "gigawatt hours"), "TWh": ("terawatt hour", "terawatt hours"),
    "V": ("volt", "volts"), "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"), "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"), "KB": ("kilobyte", "kilobytes"), "kB": ("kilobyte", "kilobytes"), "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"), "TB": ("terabyte", "terabytes"), "PB": ("petabyte", "petabytes"),
    "Mbps": ("megabit per second", "megabits per second"), "Gbps": ("gigabit per second", "gigabits per second"),
    "km/h": ("kilometer per hour", "kilometers per hour"), "kph": ("kilometer per hour", "kilometers per hour"),
    "mph": ("mile per hour", "miles per hour"), "m/s": ("meter per second", "meters per second"), "m²": ("square meter", "square meters"),
    "m2": ("square meter", "square meters"), "km²": ("square kilometer", "square kilometers"), "m³": ("cubic meter", "cubic meters"),
    "ha": ("hectare", "hectares"), "dB": ("decibel", "decibels"), "ms": ("millisecond", "milliseconds"), "sec": ("second", "seconds"),
    "min": ("minute", "minutes"), "hrs": ("hour", "hours"), "hr": ("hour", "hours"), "h": ("hour", "hours"), "p": ("penny", "pence"),
    "¢": ("cent", "cents"), "x": ("times", "times"), "×": ("times", "times"), "px": ("pixel", "pixels"), "fps": ("frame per second", "frames per second"),
}  # fmt: skip

SYMBOLS = {
    "&": "and", "@": "at", "#": "number", "§": "section", "+": "plus", "=": "equals", "×": "times", "÷": "divided by",
    "<": "less than", ">": "more than", "≤": "at most", "≥": "at least", "≈": "about", "~": "about", "→": "to",
    "±": "plus or minus", "%": "percent", "°": "degrees", "€": "euros", "£": "pounds", "$": "dollars", "¥": "yen",
    "₿": "bitcoin", "∞": "infinity", "½": "one half", "¼": "one quarter", "¾": "three quarters", "⅓": "one third",
    "⅔": "two thirds", "−": "minus", "№": "number",
}  # fmt: skip
FRACTIONS = {
    ("1", "2"): "one half",
    ("1", "4"): "one quarter",
    ("3", "4"): "three quarters",
    ("1", "3"): "one third",
    ("2", "3"): "two thirds",
    ("1", "5"): "one fifth",
    ("1", "8"): "one eighth",
    ("1", "10"): "one tenth",
    ("50", "50"): "fifty fifty",
    ("9", "11"): "nine eleven",
}
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12, "XIII": 13,
         "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21}  # fmt: skip
QUARTERS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
REGNAL = ["Albert", "Alexander", "Benedict", "Catherine", "Charles", "Christian", "Edward", "Elizabeth", "Felipe", "Francis", "Frederick", "Frederik", "George", "Gregory", "Gustaf", "Harald", "Henry", "Ivan", "James", "Juan", "Leo", "Leopold", "Louis", "Margrethe", "Mary", "Napoleon", "Nicholas", "Paul", "Peter", "Philip", "Pius", "Ramesses", "Richard", "Victor", "Wilhelm", "Willem", "William"]
"""First names after which a Roman numeral is an ordinal."""
