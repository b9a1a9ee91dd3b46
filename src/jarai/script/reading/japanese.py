"""Japanese, in characters as a Japanese reader writes them: `二千二十六年`, `十八パーセント`, letters by their names."""

import re
from collections.abc import Mapping

from jarai.script.reading import figures
from jarai.script.reading.eastern import NUMBER, Eastern
from jarai.script.reading.language import Say, Written

_LETTERS = ("エー,ビー,シー,ディー,イー,エフ,ジー,エイチ,アイ,ジェー,ケー,エル,エム,エヌ,オー,ピー,キュー,アール,エス,ティー,"
            "ユー,ブイ,ダブリュー,エックス,ワイ,ゼット")  # fmt: skip
_KANA_DIGITS = ("ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュウ")
_WORDS = {"NATO": "ナトー", "NASA": "ナサ", "OPEC": "オペック", "FIFA": "フィファ", "ASEAN": "アセアン", "UNESCO": "ユネスコ",
          "UNICEF": "ユニセフ", "COVID": "コビッド", "JAXA": "ジャクサ", "SIM": "シム", "PIN": "ピン", "AIDS": "エイズ",
          "TOEIC": "トーイック", "APEC": "エイペック", "SARS": "サーズ", "JR": "ジェイアール", "OK": "オーケー"}  # fmt: skip


class Japanese(Eastern):
    """`ja-JP`."""

    scripts = ("LATIN", "CJK UNIFIED", "CJK COMPAT", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC ITERATION")
    point = "点"
    to = "から"
    minus = "マイナス"
    plus = "プラス"
    plus_minus = "プラスマイナス"
    dot = "ドット"
    at = "アットマーク"
    versus = "たい"
    of_parts = "{1}分の{0}"
    number_word = "ナンバー{}"
    power = "{}の{}乗"
    scales = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
    money: Mapping[str, str] = {
        "$": "ドル", "US$": "米ドル", "USD": "米ドル", "€": "ユーロ", "EUR": "ユーロ", "£": "ポンド", "GBP": "ポンド", "¥": "円",
        "JP¥": "円", "JPY": "円", "CN¥": "人民元", "CNY": "人民元", "RMB": "人民元", "HK$": "香港ドル", "R$": "レアル",
        "MX$": "メキシコペソ", "₹": "ルピー", "₩": "ウォン", "CHF": "スイスフラン", "A$": "豪ドル", "C$": "カナダドル", "₿": "ビットコイン",
        "円": "円", "ドル": "ドル", "ユーロ": "ユーロ", "ポンド": "ポンド", "元": "元",
    }  # fmt: skip
    units: Mapping[str, str] = {
        "°C": "{}度", "℃": "{}度", "ºC": "{}度", "kg": "{}キロ", "Kg": "{}キロ", "Wh": "{}ワット時", "MWh": "{}メガワット時",
        "GWh": "{}ギガワット時", "TWh": "{}テラワット時", "Mbps": "毎秒{}メガビット", "Gbps": "毎秒{}ギガビット", "dB": "{}デシベル",
        "Mbit/s": "毎秒{}メガビット", "Gbit/s": "毎秒{}ギガビット", "pp": "{}ポイント", "pt": "{}ポイント", "x": "{}倍",
        "bp": "{}ベーシスポイント", "g/km": "キロメートルあたり{}グラム", "cc": "{}シーシー",
    }  # fmt: skip
    symbols: Mapping[str, str] = {
        "&": "アンド", "@": "アット", "#": "ナンバー", "§": "第", "+": "プラス", "=": "イコール", "×": "かける", "÷": "わる", "<": "小なり",
        ">": "大なり", "≤": "以下", "≥": "以上", "≈": "約", "~": "から", "〜": "から", "→": "から", "±": "プラスマイナス", "%": "パーセント",
        "°": "度", "€": "ユーロ", "£": "ポンド", "$": "ドル", "¥": "円", "∞": "無限大", "½": "二分の一", "¼": "四分の一", "¾": "四分の三",
        "⅓": "三分の一", "⅔": "三分の二", "−": "マイナス", "№": "ナンバー", "℃": "度",
    }  # fmt: skip

    def spelled(self, value: int) -> str:
        """`千二百三十四`, `一千万`."""
        words = figures.spelled(value, self.tag).replace("〇", "ゼロ")
        return re.sub(r"(?<![一二三四五六七八九])千(?=[万億兆])", "一千", words)

    def percent(self, words: str) -> str:
        """`十八パーセント`."""
        return words + "パーセント"

    def said(self, whole: str, fraction: str) -> str:
        """Decimals digit by digit, nought before and behind the point as `零`."""
        if not fraction:
            return self.cardinal(whole or "0")
        before = "零" if int(whole or "0") == 0 else self.cardinal(whole)
        return before + self.point + super().digits(fraction)

    def digits(self, text: str) -> str:
        """Digit by digit, zero by its English name."""
        return super().digits(text).replace("零", "ゼロ")

    def telephone(self, text: str) -> str:
        """Digit by digit in kana, so that no group is read as a number."""
        plus = self.plus if text.startswith("+") else ""
        groups = re.findall(r"\d+", text)
        return plus + ", ".join("".join(_KANA_DIGITS[int(digit)] for digit in group) for group in groups)

    def clock(self, hour: int, minute: int) -> str:
        """`十四時三十分`."""
        return ("れい" if hour == 0 else self.spelled(hour)) + "時" + (f"{self.spelled(minute)}分" if minute else "")

    def letters(self, text: str) -> str:
        """Letters by their names in kana."""
        names = dict(zip("abcdefghijklmnopqrstuvwxyz", _LETTERS.split(","), strict=True))
        return "".join(names.get(letter, letter) for letter in text.lower())

    def pronounced(self, written: Written) -> str:
        """Names as they are, initials by the names of their letters."""
        letters = written.letters
        if letters in _WORDS:
            return _WORDS[letters]
        short = len(letters) < 6 and letters.isascii() and letters.isupper()
        return (
            self.letters(letters) if short or (written.mixed and len(letters) == 1 and letters.isascii()) else letters
        )

    def extra(self) -> tuple[tuple[str, Say], ...]:
        """Quarters and halves, counted ten thousands, clock times with kanji."""
        end = r"(?![A-Za-z0-9])"
        return (
            (rf"(?:Q(?P<n>[1-4])|(?P<m>[1-4])Q){end}", lambda m: f"第{self.cardinal(m['n'] or m['m'])}四半期"),
            (rf"H(?P<n>[12]){end}", lambda m: "上半期" if m["n"] == "1" else "下半期"),
            (rf"(?P<a>{NUMBER})\s?対\s?(?P<b>{NUMBER})", lambda m: f"{self.figure(m['a'])}たい{self.figure(m['b'])}"),
            (r"0時", lambda _: "れい時"),
            (rf"(?:{NUMBER}\s?[万億兆])(?:(?:\d,\d{{3}}|\d{{1,4}})[万億]){{0,2}}(?:(?:\d,\d{{3}}|\d{{1,4}})(?![\d,.]))?", self._mixed),
            (r"\d{1,4}(?:-\d{1,4}){2,4}(?![\d-])", lambda m: "の".join(map(self.cardinal, m[0].split("-")))),
            (r"(?<=[\w)）])[〜~](?=\s?[\d¥$€第])", lambda _: "から"),
        )  # fmt: skip

    def _mixed(self, match: re.Match[str]) -> str:
        """`42億1,000万`, `4万8,123`: figures between characters for their scale."""
        parts = re.findall(r"([\d.,]+)\s?([万億兆]?)", match[0])
        said = ((self.figure(number), scale) for number, scale in parts)
        return "".join(("一" if scale and words.startswith("千") else "") + words + scale for words, scale in said)
