"""What all languages but English and German read alike: web and mail addresses, chemical formulas."""

import re
from abc import ABC, abstractmethod

from jarai.script.reading import addresses

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉", "0123456789-0123456789")


class Signs(ABC):
    """A language that has words for digits, letters, a dot and an at sign."""

    dot: str
    at: str

    @abstractmethod
    def cardinal(self, text: str) -> str:
        """A whole number given by its digits."""

    @abstractmethod
    def digits(self, text: str) -> str:
        """Digit by digit."""

    @abstractmethod
    def letters(self, text: str) -> str:
        """Letters by their names."""

    def _web(self, match: re.Match[str]) -> str:
        return self._host(addresses.host_of(match[0]))

    def _mail(self, match: re.Match[str]) -> str:
        local, _, host = match[0].partition("@")
        return f"{self._host(local)} {self.at} {self._host(host)}"

    def _host(self, text: str) -> str:
        return addresses.said(text, self.dot, self.digits, self.letters)

    def _formula(self, match: re.Match[str]) -> str:
        parts = re.findall(r"[A-Z][a-z]?|\d+", match[0].translate(SUPERSCRIPTS))
        return " ".join(self.cardinal(part) if part.isdigit() else self.letters(part) for part in parts)
