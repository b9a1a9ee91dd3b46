"""The units every language reads, by their signs, as CLDR names them. Their words come from CLDR too."""

UNITS = {
    "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "m": "meter", "ft": "foot",
    "kg": "kilogram", "mg": "milligram", "g": "gram", "lb": "pound", "lbs": "pound", "oz": "ounce", "t": "tonne",
    "l": "liter", "L": "liter", "ml": "milliliter", "mL": "milliliter", "cl": "centiliter", "dl": "deciliter",
    "°C": "celsius", "℃": "celsius", "ºC": "celsius", "°F": "fahrenheit", "℉": "fahrenheit", "°": "degree",
    "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt", "Wh": "watt-hour",
    "kWh": "kilowatt-hour", "MWh": "megawatt-hour", "GWh": "gigawatt-hour", "TWh": "terawatt-hour", "V": "volt",
    "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "kB": "kilobyte", "KB": "kilobyte",
    "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte", "Mo": "megabyte", "Go": "gigabyte",
    "To": "terabyte", "Mbps": "megabit-per-second", "Mbit/s": "megabit-per-second", "Gbps": "gigabit-per-second",
    "Gbit/s": "gigabit-per-second", "km/h": "kilometer-per-hour", "kmh": "kilometer-per-hour",
    "mph": "mile-per-hour", "m/s": "meter-per-second", "m²": "square-meter", "m2": "square-meter",
    "km²": "square-kilometer", "km2": "square-kilometer", "cm²": "square-centimeter", "m³": "cubic-meter",
    "m3": "cubic-meter", "ha": "hectare", "ms": "millisecond", "s": "second", "min": "minute", "h": "hour",
    "px": "pixel", "‰": "permille", "kcal": "kilocalorie", "cal": "calorie", "nm": "nanometer", "µm": "micrometer",
    "hPa": "hectopascal", "bar": "bar", "g/km": "gram-per-kilometer",
}  # fmt: skip
