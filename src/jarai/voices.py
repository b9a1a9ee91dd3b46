"""The operator's commands for voices: what there is, what it lacks, how it sounds."""

import asyncio
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from jarai.accounts.lexicon import set_pronunciation
from jarai.accounts.queries import any_account, set_speaking_rate
from jarai.base.errors import InvalidRequest, StepFailure
from jarai.settings import Settings
from jarai.speech.measures import MEASURES, UNMEASURED
from jarai.speech.voices import VOICES
from jarai.storyboard.times import SAMPLE_RATE

_SAMPLES = {
    "en": "Good morning. This is how I read the news, a recipe, or a letter from a friend.",
    "es": "Buenos días. Así leo las noticias, una receta o la carta de un amigo.",
    "fr": "Bonjour. Voici comment je lis les nouvelles, une recette ou la lettre d'un ami.",
    "it": "Buongiorno. Ecco come leggo le notizie, una ricetta o la lettera di un amico.",
    "pt": "Bom dia. É assim que leio as notícias, uma receita ou a carta de um amigo.",
    "zh": "早上好。我就是这样朗读新闻、菜谱和朋友的来信。",
    "ja": "おはようございます。ニュースもレシピも友だちの手紙も、このように読みます。",
}


SettingsOf = Callable[[Path | None], Settings]
_Data = Annotated[Path | None, typer.Option("--data-dir", help="Folder for everything the studio keeps.")]
_Json = Annotated[bool, typer.Option("--json", help="Print them as JSON.")]
_Hub = Annotated[str, typer.Option("--hub", help="Another place to fetch from, such as a mirror of your own.")]
_Slug = Annotated[str, typer.Argument(metavar="SLUG", help="The voice, as `jarai voices list` names it.")]
_Out = Annotated[Path | None, typer.Option(help="The WAV file; else SLUG.wav.")]
_Word = Annotated[str, typer.Argument(help="The word to change.")]
_Signs = Annotated[str, typer.Option(help="Its signs of the voices' alphabet, such as nuˈɪn.")]
_Like = Annotated[str, typer.Option(help="Or letters that are read as it is to be said, such as `new in`.")]
_Remove = Annotated[bool, typer.Option("--remove", help="Forget the word.")]
_Language = Annotated[str, typer.Option(help="The language it is said in.")]
_Account = Annotated[str, typer.Option(help="Id or slug of the account; not needed where there is only one.")]
_Rate = Annotated[int, typer.Argument(help="Percent of the voices' own pace, 80 to 125; 0 shows what is set.")]
_Stored = Annotated[
    bool, typer.Option("--stored", help="Copy the voice's stored clip, Opus, instead; needs no network.")
]
_Text = Annotated[str, typer.Option(help="What to read; else a sentence of ours.")]


def voice_commands(settings: SettingsOf) -> typer.Typer:
    """`jarai voices`; `settings` reads the studio's for a data folder."""
    app = typer.Typer(no_args_is_help=True, help="The voices: what there is, what it lacks, how it sounds.")

    @app.command("list")
    def list_them(as_json: _Json = False, data_dir: _Data = None) -> None:
        """Show every voice, and what it lacks to speak here."""
        raise typer.Exit(list_voices(settings(data_dir), Console(width=160), as_json=as_json))

    @app.command("install")
    def install(hub: _Hub = "", data_dir: _Data = None) -> None:
        """Fetch the network behind most voices into the data folder; it is checked before it is used."""
        raise typer.Exit(install_voices(settings(data_dir), hub, Console()))

    @app.command("test")
    def hear(slug: _Slug, out: _Out = None, text: _Text = "", stored: _Stored = False, data_dir: _Data = None) -> None:
        """Let a voice read a sentence into a WAV file."""
        if stored:
            raise typer.Exit(copy_clip(slug, out or Path(f"{slug}.ogg"), Console()))
        raise typer.Exit(hear_voice(settings(data_dir), slug, out or Path(f"{slug}.wav"), text, Console()))

    @app.command("rate")
    def rate(percent: _Rate = 0, account: _Account = "", data_dir: _Data = None) -> None:
        """Show how fast an account's presenters speak, or set it; counts from the next video on."""
        asyncio.run(on_rate(settings(data_dir), account, percent, Console()))

    @app.command("narration")
    def narration(language: _Language = "en-US", account: _Account = "", data_dir: _Data = None) -> None:
        """Show which recordings an account has in a language, and what is wrong with any."""
        asyncio.run(on_narration(settings(data_dir), account, language, Console()))

    @app.command("lexicon")
    def lexicon(
        word: _Word = "",
        signs: _Signs = "",
        like: _Like = "",
        remove: _Remove = False,
        language: _Language = "en-US",
        account: _Account = "",
        data_dir: _Data = None,
    ) -> None:
        """Show how an account has words pronounced, or change one; counts from the next video on."""
        wish = Pronunciation(account, language, word, signs, like, remove)
        asyncio.run(on_lexicon(settings(data_dir), wish, Console()))

    return app


class Pronunciation(NamedTuple):
    """A word of an account's lexicon, and how it is to be said: by signs, or like other letters."""

    account: str
    language: str
    word: str
    signs: str
    like: str
    remove: bool


async def on_lexicon(settings: Settings, wish: Pronunciation, console: Console) -> None:
    """Keep or forget a word where one is given, and show the lexicon of the language."""
    from jarai.manage import only, studio
    from jarai.speech.letters.words import signs_like

    async with studio(settings, console) as base:
        async with base.database.write() as connection:
            account = only(await any_account(connection, wish.account), wish.account)
            if wish.word:
                signs = wish.signs or (signs_like(wish.like, wish.language) if wish.like else "")
                if bool(signs) == wish.remove:
                    raise InvalidRequest.field("word", "needs --signs or --like, or --remove")
                await set_pronunciation(connection, account, wish.language, wish.word, signs)
            account = only(await any_account(connection, account.account_id), wish.account)
        for word, said in sorted(account.lexicon.get(wish.language, {}).items()):
            console.print(f"{word:<24} {said}", markup=False)


async def on_rate(settings: Settings, named: str, percent: int, console: Console) -> None:
    """Set the speaking rate of an account where one is given, and show it."""
    from jarai.manage import only, studio

    async with studio(settings, console) as base, base.database.write() as connection:
        account = only(await any_account(connection, named), named)
        if percent:
            await set_speaking_rate(connection, account.account_id, percent)
        console.print(f"{account.slug}: {percent or account.speaking_rate} percent", markup=False)


async def on_narration(settings: Settings, named: str, language: str, console: Console) -> None:
    """Show where an account's recordings lie, and each with its length or with what is wrong."""
    from jarai.manage import only, studio
    from jarai.speech.recorded.folder import recordings

    folder = settings.narration_dir
    if folder is None:
        console.print("JARAI_NARRATION_DIR names no folder", style="red")
        raise typer.Exit(2)
    async with studio(settings, console) as base, base.database.read() as connection:
        account = only(await any_account(connection, named), named)
    console.print(str(folder / account.account_id / language), markup=False)
    for each in recordings(folder, account.account_id, language):
        try:
            told = f"{len(each.samples()) / SAMPLE_RATE:.1f} s"
        except StepFailure as failure:
            told = failure.message
        console.print(f"{each.file.name:<24} {told}  {each.text}", markup=False)


def list_voices(settings: Settings, console: Console, *, as_json: bool) -> int:
    """Every voice of the catalogue, and what it lacks to speak here."""
    from jarai.wiring import shelf

    here = shelf(settings)
    rows = [
        {
            "slug": voice.slug,
            "name": voice.name,
            "languages": list(voice.languages),
            "accent": voice.accent,
            "gender": voice.gender,
            "age": voice.age,
            "style": voice.style,
            "engine": voice.engine,
            **MEASURES.get(voice.slug, UNMEASURED)._asdict(),
            "installed": not (lack := here.missing(voice)),
            "missing": lack,
        }
        for voice in (*here.remote, *VOICES.values())
    ]
    if as_json:
        console.print_json(json.dumps(rows))
        return 0
    table = Table("slug", "languages", "accent", "gender", "age", "style", "quality", "pitch", "here")
    for voice in (*here.remote, *VOICES.values()):
        table.add_row(
            voice.slug,
            ", ".join(voice.languages),
            voice.accent,
            voice.gender,
            voice.age,
            voice.style,
            f"{measures.quality:.2f}" if (measures := MEASURES.get(voice.slug, UNMEASURED)).quality else "",
            f"{measures.pitch} Hz" if measures.pitch else "",
            f"needs {lack}" if (lack := here.missing(voice)) else "yes",
        )
    console.print(table)
    return 0


def install_voices(settings: Settings, hub: str, console: Console) -> int:
    """Fetch the network behind most voices. The exit status."""
    from jarai.speech.kokoro.install import HUB, NotInstalledError, install
    from jarai.wiring import shelf

    try:
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("fetching")
            where = install(
                shelf(settings).folder, hub or HUB, lambda done, of: bar.update(task, completed=done, total=of)
            )
    except NotInstalledError as failure:
        console.print(str(failure), style="red", markup=False)
        return 2
    console.print(f"{where} is there; a running studio sees it at its next look", markup=False)
    return 0


def copy_clip(slug: str, out: Path, console: Console) -> int:
    """Copy the stored clip of a voice. The exit status."""
    clip = files("jarai.speech").joinpath("clips", f"{slug}.ogg")
    if slug not in VOICES or not clip.is_file():
        console.print(f"the voice {slug} has no stored clip", style="red", markup=False)
        return 2
    out.write_bytes(clip.read_bytes())
    console.print(str(out), markup=False)
    return 0


def hear_voice(settings: Settings, slug: str, out: Path, text: str, console: Console) -> int:
    """Let a voice read a sentence, its own or `text`, into a WAV file. The exit status."""
    from jarai.script.reading import read
    from jarai.sound.wav import wav_bytes
    from jarai.speech.book import Voices
    from jarai.wiring import shelf

    try:
        voice = Voices(shelf(settings), settings.speech).voice(slug)
        language = voice.description.languages[0]
        units = read(text or _SAMPLES[language[:2]], language).units
        spoken = voice.speak_line(units)
    except StepFailure as failure:
        console.print(failure.message, style="red", markup=False)
        return 2
    out.write_bytes(wav_bytes(spoken.samples))
    console.print(f"{out}: {spoken.frames / 30:.1f} seconds", markup=False)
    return 0
