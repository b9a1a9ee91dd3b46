"""The gallery in a real browser: every picture is there and named."""

from pathlib import Path

import pytest
from gallery import SCRIPTS, make, samples

from browser import chromium
from jarai.render.presenter.avatars import AVATARS


@pytest.mark.slow
def test_the_gallery_opens_with_all_its_pictures(tmp_path: Path) -> None:
    made = make(tmp_path, shapes=["1:1"], styles=["social"])
    with chromium() as browser:
        page = browser.new_page()
        page.goto(made.as_uri())
        pictures = page.locator("img")
        sizes = pictures.evaluate_all("all => all.map(each => [each.alt, each.naturalWidth, each.naturalHeight])")
    assert len(sizes) >= len(samples()) + len(SCRIPTS) + 10
    assert all(size == [540, 540] for _, *size in sizes)
    assert {alt for alt, *_ in sizes} >= {element.kind for element in samples()} | set(SCRIPTS) | set(AVATARS)
