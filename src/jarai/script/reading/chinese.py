"""Chinese in simplified characters, as news is read: `二零二六年`, `百分之十八`, `两千万`."""

import re
from collections.abc import Mapping

from jarai.script.reading.eastern import NUMBER, Eastern
from jarai.script.reading.language import Say

_DIGITS = "零一二三四五六七八九"
_PLAIN_TWO = frozenset("月日号楼级期世等比")
"""What 2 stays 二 before: dates, house numbers, ranks."""


class Chinese(Eastern):
    """`zh-CN`."""

    scripts = ("LATIN", "CJK UNIFIED", "CJK COMPAT")
    point = "点"
    to = "到"
    minus = "负"
    plus = "加"
    plus_minus = "正负"
    dot = "点"
    at = "艾特"
    versus = "比"
    of_parts = "{1}分之{0}"
    number_word = "{}号"
    power = "{}的{}次方"
    scales = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
    money: Mapping[str, str] = {
        "$": "美元", "US$": "美元", "USD": "美元", "€": "欧元", "EUR": "欧元", "£": "英镑", "GBP": "英镑", "¥": "元", "CN¥": "元",
        "RMB": "元人民币", "CNY": "元", "JPY": "日元", "JP¥": "日元", "HK$": "港元", "HKD": "港元", "NT$": "新台币", "R$": "巴西雷亚尔",
        "MX$": "墨西哥比索", "₹": "印度卢比", "₩": "韩元", "CHF": "瑞士法郎", "A$": "澳元", "C$": "加元", "₿": "比特币",
        "元": "元", "美元": "美元", "欧元": "欧元", "英镑": "英镑", "日元": "日元", "港元": "港元", "块": "块",
    }  # fmt: skip
    units: Mapping[str, str] = {
        "kg": "{}公斤", "Kg": "{}公斤", "t": "{}吨", "W": "{}瓦", "V": "{}伏", "Wh": "{}瓦时", "MWh": "{}兆瓦时",
        "GWh": "{}吉瓦时", "TWh": "{}太瓦时", "TW": "{}太瓦", "km/h": "每小时{}公里", "Mbps": "每秒{}兆比特", "Gbps": "每秒{}吉比特",
        "‰": "千分之{}", "dB": "{}分贝", "GB": "{} G B", "MB": "{} M B", "TB": "{} T B", "x": "{}倍", "pp": "{}个百分点",
        "pts": "{}点", "bp": "{}个基点", "bps": "{}个基点", "s": "{}秒", "g/km": "每公里{}克", "Mbit/s": "每秒{}兆比特",
        "Gbit/s": "每秒{}吉比特", "mph": "每小时{}英里",
    }  # fmt: skip
    symbols: Mapping[str, str] = {
        "&": "和", "@": "艾特", "#": "号", "§": "第", "+": "加", "=": "等于", "×": "乘", "÷": "除以", "<": "小于", ">": "大于",
        "≤": "不超过", "≥": "不低于", "≈": "约", "~": "约", "→": "到", "±": "正负", "%": "百分之", "°": "度", "€": "欧元", "£": "英镑",
        "$": "美元", "¥": "元", "∞": "无穷大", "½": "二分之一", "¼": "四分之一", "¾": "四分之三", "⅓": "三分之一", "⅔": "三分之二",
        "−": "减", "№": "号", "℃": "摄氏度",
    }  # fmt: skip

    def spelled(self, value: int) -> str:
        """`一百一十八`, `十八`, `两千零二`, `一万二千亿`."""
        if value == 0:
            return "零"
        words = ""
        for power, scale in ((12, "万亿"), (8, "亿"), (4, "万"), (0, "")):
            group = value // 10**power % 10**4
            if power == 12:
                group = value // 10**12
            if group:
                part = self._group(group) if power < 12 else self.spelled(group)
                words += ("零" if words and group < 1000 else "") + (self.before(part) if scale else part) + scale
        return re.sub(r"^一十", "十", words)

    def _group(self, value: int) -> str:
        """One to 9999."""
        found, gap = "", False
        for power, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
            digit = value // 10**power % 10
            if digit:
                found += (
                    ("零" if gap and found else "") + ("两" if digit == 2 and power == 3 else _DIGITS[digit]) + name
                )
                gap = False
            else:
                gap = True
        return found

    def before(self, words: str) -> str:
        """Two things are `两`."""
        return "两" if words == "二" else words

    def letters(self, text: str) -> str:
        """Letters one by one, as capitals."""
        return " ".join(text.upper())

    def percent(self, words: str) -> str:
        """`百分之十八`."""
        return "百分之" + words

    def year(self, text: str) -> str:
        """Digit by digit."""
        return self.digits(text)

    def clock(self, hour: int, minute: int) -> str:
        """`十四点三十分`, `两点`, `八点零五分`."""
        said = self.before(self.spelled(hour)) + "点"
        return said + (("零" if minute < 10 else "") + self.spelled(minute) + "分" if minute else "")

    def telephone(self, text: str) -> str:
        """Digit by digit, one as `幺`."""
        return super().telephone(text).replace("一", "幺")

    def extra(self) -> tuple[tuple[str, Say], ...]:
        """Years, months, quarters and halves, clock times in characters."""
        end = r"(?![A-Za-z0-9])"
        return (
            (r"(?P<low>(?:1\d|20)\d\d)(?P<kind>年?)\s?[–—~〜至到-]\s?(?P<high>(?:1\d|20)\d\d)年", self._years),
            (rf"(?P<low>(?:19|20)\d\d)(?P<kind>(?!))?\s?[–—~〜至到-]\s?(?P<high>(?:19|20)\d\d){end}(?!年|元|人)",
             lambda m: f"{self.digits(m['low'])}到{self.digits(m['high'])}"),
            (r"(?P<year>(?:1\d|20|21)\d\d)\s?年(?!历史|的历史)", lambda m: self.digits(m["year"]) + "年"),
            (r"(?P<year>[89]\d|0\d)\s?年(?!代|级|前|后|来|间|内|里)", lambda m: self.digits(m["year"]) + "年"),
            (r"(?P<hour>[01]?\d|2[0-4])\s?(?P<unit>[点时])(?:(?P<minute>[0-5]?\d)\s?分)?(?![钟间])",
             lambda m: self.clock(int(m["hour"]), int(m["minute"] or 0)).replace("点", m["unit"])),
            (rf"Q(?P<n>[1-4]){end}", lambda m: f"第{self.cardinal(m['n'])}季度"),
            (rf"H(?P<n>[12]){end}", lambda m: "上半年" if m["n"] == "1" else "下半年"),
            (r"(?P<n>\d{3,4})\s?室", lambda m: self.digits(m["n"]) + "室"),
            (r"(?<=[\w²³])/(?=小时|秒|天|人|年|月|分钟|平方米|公斤|吨)", lambda _: "每"),
            (r"(?<=\w)[~〜—–](?=\s?[\d¥$€])", lambda _: "到"),
            (r"第\s?(?P<n>\d{1,6})", lambda m: "第" + self.cardinal(m["n"])),
            (rf"(?P<n>{NUMBER})\s?(?P<mag>[万亿]+)", lambda m: self.before(self.figure(m["n"])) + m["mag"]),
            (rf"(?P<a>\d{{1,2}}){end}[-–](?P<b>0|[1-9]\d?)(?=\s?(?:战胜|击败|大胜|险胜|不敌|负于|胜|平|逼平))",
             lambda m: self.cardinal(m["a"]) + "比" + self.cardinal(m["b"])),
        )  # fmt: skip

    def _years(self, match: re.Match[str]) -> str:
        return f"{self.digits(match['low'])}{match['kind']}到{self.digits(match['high'])}年"

    def _counted(self, match: re.Match[str]) -> str:
        words = self._ranged(match)
        after = match.string[match.end() : match.end() + 1]
        counts = "\u4e00" <= after <= "\u9fff" and after not in _PLAIN_TWO
        return self.before(words) if counts else words
