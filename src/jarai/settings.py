"""Every setting, in one place: a `JARAI_…` variable each, read once into one frozen object."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal, TypeVar

from jarai.access.tiers import Tiers, tiers_of
from jarai.commands.login import KEY_VARIABLE, URL_VARIABLE
from jarai.images.configured import PictureSettings, picture_settings
from jarai.productions.budget import Prices, prices_of
from jarai.script.model.endpoint import Bounds, Endpoint, Kind
from jarai.script.model.ledger import Price
from jarai.sound.wish import Loudness
from jarai.speech.service import SpeechEndpoint, speech_endpoints

Network = IPv4Network | IPv6Network
Value = TypeVar("Value")

RenderMode = Literal["constant", "elastic", "draft"]


@dataclass(frozen=True)
class Setting:
    """One variable: its name, its default as text, and what it does."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("JARAI_DATA_DIR", "./data", "Folder for the database, files, mail and the secret."),
    Setting("JARAI_HOST", "127.0.0.1", "Address the API listens on."),
    Setting("JARAI_PORT", "8000", "Port the API listens on; 0 takes a free one."),
    Setting(
        "JARAI_PUBLIC_URL", "", "How the outside reaches the API; links are built from it. Default: host and port."
    ),
    Setting("JARAI_DATABASE_URL", "", "postgresql://… for Postgres. Default: SQLite in the data folder."),
    Setting(
        "JARAI_STORAGE_URL",
        "",
        "s3://BUCKET, gs://BUCKET or azure://CONTAINER (docs/stores.md). Default: a folder in the data folder.",
    ),
    Setting(
        "JARAI_STORAGE_CREDENTIALS",
        "",
        "S3: KEY_ID:SECRET. Google: path of a service account's file. Azure: connection string. Default: the machine's own.",
    ),
    Setting("JARAI_STORAGE_ENDPOINT", "", "Address of what speaks S3 but is not Amazon's."),
    Setting("JARAI_STORAGE_REGION", "us-east-1", "Region of the S3 bucket."),
    Setting("JARAI_TEMPORAL_ADDRESS", "", "host:port of a Temporal cluster. Default: an embedded one."),
    Setting("JARAI_TEMPORAL_NAMESPACE", "default", "Namespace on that cluster."),
    Setting(
        "JARAI_SECRET_KEY", "", "32 bytes, base64url. Default: made once in the data folder; required with Postgres."
    ),
    Setting(
        "JARAI_SMTP_URL", "", "smtp://user:password@host:587 or smtps://…. Default: mail is written to the data folder."
    ),
    Setting("JARAI_MAIL_FROM", "studio@localhost", "Sender of the studio's mail."),
    Setting(
        "JARAI_EXPIRES_SECONDS", "600", "How long a production may stay Queued before it fails with PRODUCTION_EXPIRED."
    ),
    Setting("JARAI_RENDER_SLOTS", "0", "Productions drawn at once by one worker; 0 takes half the cores, at least 1."),
    Setting(
        "JARAI_RENDER_MODE",
        "constant",
        "constant encodes every frame; elastic holds unchanged ones, faster, unproven on some players; draft is 540p, "
        "to look at: its format check fails, so it can't be published.",
    ),
    Setting(
        "JARAI_LOUDNESS",
        "-16",
        "Loudness of programmes in LUFS: -16, -14 as social platforms play, or -23 as EBU R 128 asks of broadcasters.",
    ),
    Setting(
        "JARAI_AVATAR_ENGINE_URL",
        "",
        "Address of an engine that draws talking people (docs/avatar-engine.md). Default: none; ours are drawn here.",
    ),
    Setting("JARAI_AVATAR_ENGINE_KEY", "", "The key it is called with."),
    Setting(
        "JARAI_LLM_KIND", "openai", "How the language model is spoken to: openai (and what is like it) or anthropic."
    ),
    Setting(
        "JARAI_LLM_URL",
        "",
        "Address of the language model, such as http://127.0.0.1:11434/v1 (docs/scripts.md). Default: none is asked.",
    ),
    Setting("JARAI_LLM_MODEL", "", "Name of the model that words scripts. Default: none; the facts alone make them."),
    Setting("JARAI_LLM_API_KEY", "", "The key it is called with."),
    Setting("JARAI_LLM_PRICE_IN", "0", "What a million tokens read cost, in minor units of JARAI_CURRENCY."),
    Setting("JARAI_LLM_PRICE_OUT", "0", "What a million tokens written cost."),
    Setting(
        "JARAI_SPEECH_URL",
        "",
        "Address of a speech service that speaks OpenAI's protocol, such as https://…/v1 (docs/voices.md). Default: none.",
    ),
    Setting("JARAI_SPEECH_KEY", "", "The key it is called with."),
    Setting("JARAI_SPEECH_MODEL", "tts-1", "What it calls its model."),
    Setting(
        "JARAI_SPEECH_VOICES",
        "",
        "Its voices, [LABEL@]NAME=LANGUAGE[+LANGUAGE…]/GENDER,… such as alloy=en-US+de-DE/female.",
    ),
    Setting("JARAI_NARRATION_DIR", "", "Folder of recorded narration (docs/voices.md). Default: none."),
    Setting("JARAI_AZURE_SPEECH_URL", "", "Address of Azure Speech: https://REGION.tts.speech.microsoft.com."),
    Setting("JARAI_AZURE_SPEECH_KEY", "", "The key of the resource."),
    Setting("JARAI_AZURE_SPEECH_VOICES", "", "Its voices, such as en-US-JennyNeural=en-US/female,… with commas."),
    Setting("JARAI_ELEVENLABS_KEY", "", "Key of ElevenLabs. Default: it is not asked."),
    Setting("JARAI_ELEVENLABS_URL", "", "Its address. Default: https://api.elevenlabs.io."),
    Setting("JARAI_ELEVENLABS_MODEL", "eleven_multilingual_v2", "Its model."),
    Setting(
        "JARAI_ELEVENLABS_VOICES",
        "",
        "Its voices by id, such as anna@21m00Tcm4TlvDq8ikWAM=en-US+de-DE/female,… with commas.",
    ),
    Setting("JARAI_LLM_SECONDS", "90", "How long one call of it may take."),
    Setting(
        "JARAI_DEFAULT_TIER", "Standard", "Tier of a new partner: Free, Standard, Enterprise, Unlimited, or your own."
    ),
    Setting(
        "JARAI_TIERS",
        "",
        "Tiers changed or added: NAME=PER_MINUTE/PER_DAY/PRODUCTIONS_PER_DAY,… with - for no limit.",
    ),
    Setting(
        "JARAI_PRICES",
        "",
        "What productions cost, PROJECT_TYPE=PRICE,… in minor units; not named is free. Budgets: `jarai accounts budget`.",
    ),
    Setting("JARAI_CURRENCY", "EUR", "Currency of prices and budgets, three letters."),
    Setting("JARAI_REQUESTS_PER_ADDRESS", "300", "Requests a minute without a key, by address; 0 is no limit."),
    Setting("JARAI_TRUSTED_PROXIES", "", "Addresses or networks whose X-Forwarded-For counts, with commas."),
    Setting(
        "JARAI_WEBHOOKS_ALLOW_LOOPBACK_HTTP",
        "false",
        "true lets webhooks go to http://localhost and 127.0.0.1, to develop a receiver.",
    ),
    Setting(
        "JARAI_RESEARCH",
        "",
        "Where a topic without facts is looked up: wikipedia, wikidata, feeds, pages, with commas (docs/research.md). "
        "Default: nowhere.",
    ),
    Setting("JARAI_RESEARCH_FEEDS", "", "Addresses of the RSS and Atom feeds that feeds looks through, with commas."),
    Setting(
        "JARAI_PICTURES",
        "links",
        "Where pictures come from, with commas: links of the facts, openverse, commons, pexels, unsplash, pixabay, ai "
        "(docs/pictures.md); none for none. What an account keeps is always used.",
    ),
    Setting("JARAI_PEXELS_KEY", "", "Key of Pexels."),
    Setting("JARAI_UNSPLASH_KEY", "", "Key of Unsplash."),
    Setting("JARAI_PIXABAY_KEY", "", "Key of Pixabay."),
    Setting("JARAI_IMAGES_URL", "", "Address of what makes pictures as OpenAI's API does, such as https://host/v1."),
    Setting("JARAI_IMAGES_KEY", "", "The key it is called with."),
    Setting("JARAI_IMAGES_MODEL", "", "Its model."),
    Setting("JARAI_IMAGES_PRICE", "0", "What a thousand of its pictures cost, in minor units of JARAI_CURRENCY."),
    Setting("JARAI_MODERATION_URL", "", "Address of what judges pictures as OpenAI's API does. Default: nobody looks."),
    Setting("JARAI_MODERATION_KEY", "", "The key it is called with."),
    Setting("JARAI_MODERATION_MODEL", "", "Its model, such as omni-moderation-latest."),
    Setting("JARAI_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Setting("JARAI_TEST_PROJECT_TYPES", "false", "true also offers the tiny project type test-5s."),
    Setting(
        "JARAI_FAULT", "", "For crash tests: NAME[@N],… ends the worker with SIGKILL the Nth time it passes that point."
    ),
)


@dataclass(frozen=True)
class Settings:
    """The settings as read. Paths are absolute."""

    data_dir: Path
    host: str
    port: int
    public_url: str
    database_url: str
    storage_url: str
    storage_credentials: str
    storage_endpoint: str
    storage_region: str
    temporal_address: str
    temporal_namespace: str
    secret_key: str
    smtp_url: str
    mail_from: str
    expires_seconds: int
    render_slots: int
    render_mode: RenderMode
    loudness: Loudness
    avatar_engine_url: str
    avatar_engine_key: str
    llm: Endpoint | None
    speech: tuple[SpeechEndpoint, ...]
    narration_dir: Path | None
    research: tuple[str, ...]
    research_feeds: tuple[str, ...]
    pictures: PictureSettings
    webhooks_allow_loopback_http: bool
    default_tier: str
    tiers: Tiers
    prices: Prices
    requests_per_address: int
    trusted_proxies: tuple[Network, ...]
    log_level: str
    test_project_types: bool
    fault: str

    @property
    def base_url(self) -> str:
        """What absolute links start with, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def slots(self) -> int:
        """How many productions one worker draws at once."""
        return self.render_slots or max(1, (os.cpu_count() or 1) // 2)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the variables. Raises ValueError that names the variable and what would be accepted."""
    known = {setting.name for setting in SETTINGS}
    known |= {URL_VARIABLE, KEY_VARIABLE}  # the partner's commands read these; a studio has no use for them
    unknown = sorted(name for name in environment if name.startswith("JARAI_") and name not in known)
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: no such setting; `jarai doctor` lists them")
    values = {setting.name: environment.get(setting.name) or setting.default for setting in SETTINGS}
    if values["JARAI_LOG_LEVEL"] not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("JARAI_LOG_LEVEL: must be DEBUG, INFO, WARNING or ERROR")
    settings = Settings(
        data_dir=Path(values["JARAI_DATA_DIR"]).resolve(),
        host=values["JARAI_HOST"],
        port=_integer(values, "JARAI_PORT", 0, 65535),
        public_url=values["JARAI_PUBLIC_URL"],
        database_url=values["JARAI_DATABASE_URL"],
        storage_url=_storage_url(values["JARAI_STORAGE_URL"]),
        storage_credentials=_storage_credentials(values["JARAI_STORAGE_URL"], values["JARAI_STORAGE_CREDENTIALS"]),
        storage_endpoint=values["JARAI_STORAGE_ENDPOINT"],
        storage_region=values["JARAI_STORAGE_REGION"],
        temporal_address=values["JARAI_TEMPORAL_ADDRESS"],
        temporal_namespace=values["JARAI_TEMPORAL_NAMESPACE"],
        secret_key=values["JARAI_SECRET_KEY"],
        smtp_url=values["JARAI_SMTP_URL"],
        mail_from=values["JARAI_MAIL_FROM"],
        expires_seconds=_integer(values, "JARAI_EXPIRES_SECONDS", 1, 86_400),
        render_slots=_integer(values, "JARAI_RENDER_SLOTS", 0, 64),
        render_mode=_render_mode(values["JARAI_RENDER_MODE"]),
        loudness=_loudness(values["JARAI_LOUDNESS"]),
        avatar_engine_url=values["JARAI_AVATAR_ENGINE_URL"],
        avatar_engine_key=values["JARAI_AVATAR_ENGINE_KEY"],
        llm=_llm(values),
        speech=speech_endpoints(values),
        narration_dir=Path(values["JARAI_NARRATION_DIR"]).resolve() if values["JARAI_NARRATION_DIR"] else None,
        research=_read("JARAI_RESEARCH", values, _research),
        research_feeds=_read("JARAI_RESEARCH_FEEDS", values, _feeds),
        pictures=picture_settings(values),
        webhooks_allow_loopback_http=_boolean(values, "JARAI_WEBHOOKS_ALLOW_LOOPBACK_HTTP"),
        default_tier=values["JARAI_DEFAULT_TIER"],
        tiers=_read("JARAI_TIERS", values, tiers_of),
        prices=_read("JARAI_PRICES", values, partial(prices_of, _currency(values["JARAI_CURRENCY"]))),
        requests_per_address=_integer(values, "JARAI_REQUESTS_PER_ADDRESS", 0, 10**6),
        trusted_proxies=_read("JARAI_TRUSTED_PROXIES", values, _networks),
        log_level=values["JARAI_LOG_LEVEL"],
        test_project_types=_boolean(values, "JARAI_TEST_PROJECT_TYPES"),
        fault=values["JARAI_FAULT"],
    )
    if settings.database_url and not settings.database_url.startswith(("postgresql://", "postgres://")):
        raise ValueError("JARAI_DATABASE_URL: must start with postgresql://")
    if settings.default_tier not in settings.tiers:
        raise ValueError(f"JARAI_DEFAULT_TIER: must be one of {', '.join(settings.tiers)}")
    if "feeds" in settings.research and not settings.research_feeds:
        raise ValueError("JARAI_RESEARCH_FEEDS: must name a feed where JARAI_RESEARCH has feeds")
    if settings.avatar_engine_url and not settings.avatar_engine_url.startswith(("https://", "http://")):
        raise ValueError("JARAI_AVATAR_ENGINE_URL: must start with https:// or http://")
    if settings.database_url and not settings.secret_key:
        raise ValueError(
            "JARAI_SECRET_KEY: must be set where JARAI_DATABASE_URL is, so that every process has the same"
        )
    return settings


def _integer(values: Mapping[str, str], name: str, least: int, most: int) -> int:
    text = values[name]
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise ValueError(f"{name}: must be a whole number from {least} to {most}, not {text!r}")
    return int(text)


def _read(name: str, values: Mapping[str, str], read: Callable[[str], Value]) -> Value:
    try:
        return read(values[name])
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())


def _research(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))
    if not set(found) <= {"wikipedia", "wikidata", "feeds", "pages"}:
        raise ValueError(f"must be of wikipedia, wikidata, feeds and pages, not {text!r}")
    return found


def _feeds(text: str) -> tuple[str, ...]:
    found = tuple(each.strip() for each in text.split(",") if each.strip())
    if len(found) > 20 or not all(each.startswith("https://") for each in found):
        raise ValueError("must be at most 20 addresses that start with https://")
    return found


def _currency(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", value, re.ASCII):
        raise ValueError(f"JARAI_CURRENCY: must be a currency's three letters, such as EUR, not {value!r}")
    return value


def _llm(values: Mapping[str, str]) -> Endpoint | None:
    """The language model, where one is named."""
    kinds: dict[str, Kind] = {"openai": "openai", "anthropic": "anthropic"}
    kind, url, model = values["JARAI_LLM_KIND"], values["JARAI_LLM_URL"], values["JARAI_LLM_MODEL"]
    if kind not in kinds:
        raise ValueError(f"JARAI_LLM_KIND: must be one of {', '.join(kinds)}, not {kind!r}")
    if url and not url.startswith(("https://", "http://")):
        raise ValueError("JARAI_LLM_URL: must start with https:// or http://")
    if url and not model:
        raise ValueError("JARAI_LLM_MODEL: must be set where JARAI_LLM_URL is")
    if not model:
        return None
    if not url and kind == "openai":
        raise ValueError("JARAI_LLM_URL: must be set where JARAI_LLM_MODEL is")
    seconds = _integer(values, "JARAI_LLM_SECONDS", 1, 600)
    price = Price(_integer(values, "JARAI_LLM_PRICE_IN", 0, 10**9), _integer(values, "JARAI_LLM_PRICE_OUT", 0, 10**9))
    bounds = Bounds(seconds=seconds, step_seconds=4 * seconds)
    return Endpoint(kinds[kind], url, model, values["JARAI_LLM_API_KEY"], price, bounds)


def _storage_url(value: str) -> str:
    if value and not re.fullmatch(r"(s3|gs|azure)://[a-z0-9][a-z0-9._-]{1,62}", value):
        raise ValueError("JARAI_STORAGE_URL: must be s3://BUCKET, gs://BUCKET or azure://CONTAINER")
    return value


def _storage_credentials(url: str, value: str) -> str:
    if url.startswith("azure://") and "AccountKey=" not in value:
        raise ValueError("JARAI_STORAGE_CREDENTIALS: must be a connection string with AccountKey, which signs links")
    if url.startswith("s3://") and value and not all(value.partition(":")):
        raise ValueError("JARAI_STORAGE_CREDENTIALS: must be KEY_ID:SECRET")
    return value


def _render_mode(value: str) -> RenderMode:
    modes: dict[str, RenderMode] = {"constant": "constant", "elastic": "elastic", "draft": "draft"}
    if value not in modes:
        raise ValueError(f"JARAI_RENDER_MODE: must be one of {', '.join(modes)}, not {value!r}")
    return modes[value]


def _loudness(value: str) -> Loudness:
    profiles: dict[str, Loudness] = {"-14": -14, "-16": -16, "-23": -23}
    if value not in profiles:
        raise ValueError(f"JARAI_LOUDNESS: must be one of {', '.join(profiles)}, not {value!r}")
    return profiles[value]


def _boolean(values: Mapping[str, str], name: str) -> bool:
    if values[name] not in {"true", "false"}:
        raise ValueError(f"{name}: must be true or false, not {values[name]!r}")
    return values[name] == "true"
