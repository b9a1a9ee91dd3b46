"""The client as a distribution of its own: built, put beside the few packages it names, and used without a studio's code."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built client and links to what it says it needs, and to what those need."""
    folder = tmp_path_factory.mktemp("built")
    for part in ("client", "src/jarai/client", "src/jarai/commands", "src/jarai/assistants"):
        shutil.copytree(ROOT / part, folder / "from" / part, ignore=shutil.ignore_patterns("build", "*.egg-info"))
    command = [
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(folder / "from/client"),
    ]
    subprocess.run([sys.executable, "-m", *command], check=True)
    (wheel,) = folder.glob("jarai_client-*.whl")
    made = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(made)
    named = tomllib.loads((ROOT / "client/pyproject.toml").read_text())["project"]["dependencies"]
    for name in needed(named):
        found = distribution(name)
        for file in found.files or ():
            top = file.parts[0]
            if top != ".." and not top.endswith(".pth") and not (made / top).exists():
                (made / top).symlink_to(Path(str(found.locate_file(top))))
    return made


def needed(requirements: list[str], known: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names of these and of all that they need, without extras."""
    for text in requirements:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            name = requirement.name.lower()
            if name not in known:
                known = needed(distribution(name).requires or [], known | {name})
    return known


def run(site: Path, folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Python with nothing but the standard library and that folder."""
    start = f"import sys; sys.path.append({str(site)!r}); {code}"
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", start],
        cwd=folder,
        env={"HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_holds_the_client_and_nothing_of_the_studio(site: Path) -> None:
    assert {each.name for each in (site / "jarai").iterdir()} == {"client", "commands", "assistants"}
    assert not (site / "fastapi").exists()
    assert not (site / "temporalio").exists()


def test_the_program_starts_and_tells_who_is_not_logged_in(site: Path, tmp_path: Path) -> None:
    help_text = run(site, tmp_path, "sys.argv = ['jarai', '--help']; from jarai.commands import main; main()")
    assert help_text.returncode == 0, help_text.stderr
    assert "produce" in help_text.stdout
    status = run(site, tmp_path, "sys.argv = ['jarai', 'status']; from jarai.commands import main; main()")
    assert (status.returncode, "jarai login" in status.stderr) == (2, True)


def test_the_sdk_is_imported_without_a_studio(site: Path, tmp_path: Path) -> None:
    code = "import jarai.client; print(jarai.client.Studio.__name__, [n for n in sys.modules if n.startswith('jarai.') and n.split('.')[1] not in {'client'}])"
    assert run(site, tmp_path, code).stdout == "Studio []\n"


def test_its_version_is_the_studios() -> None:
    own, studio = (tomllib.loads((ROOT / each / "pyproject.toml").read_text())["project"] for each in ("client", "."))
    assert (own["version"], own["license"], own["requires-python"]) == (
        studio["version"],
        studio["license"],
        studio["requires-python"],
    )
