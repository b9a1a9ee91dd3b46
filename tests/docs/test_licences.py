"""No package that we ask for is under the GPL alone; decision 10 says why."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def terms(package: str) -> list[str]:
    """What a package says of its licence: each is a choice that the user has."""
    told = distribution(package).metadata
    named = [each for each in told.get_all("Classifier", []) if each.startswith("License ::")]
    said = told.get_all("License-Expression", []) or told.get_all("License", [])
    return named or [term for each in said for term in re.split(r"\bOR\b", each)]


def strict(term: str) -> bool:
    return bool(re.search(r"\bA?GPL|(?<!Lesser )General Public License", term))


@pytest.mark.parametrize("file", ["runtime", "llm", "voices"])
def test_nothing_we_ask_for_is_under_the_gpl_alone(file: str) -> None:
    packages = PINNED.findall((ROOT / "requirements" / f"{file}.txt").read_text())
    notice = (ROOT / "NOTICE").read_text().lower()
    silent = [each for each in packages if not any(terms(each)) and each.lower() not in notice]
    assert packages
    assert [each for each in packages if any(terms(each)) and all(map(strict, terms(each)))] == []
    assert silent == []


def test_the_gpl_is_told_from_the_lesser_and_from_a_choice() -> None:
    assert strict("GPL-3.0-or-later")
    assert strict("License :: OSI Approved :: GNU General Public License v3 (GPLv3)")
    assert not strict("LGPL-3.0-only")
    assert not strict("License :: OSI Approved :: GNU Library or Lesser General Public License (LGPL)")
    assert not all(map(strict, terms("pyphen")))
