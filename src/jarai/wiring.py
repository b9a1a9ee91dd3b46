"""The only file that names concrete adapters: settings in, parts of the studio out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from jarai.access.history import History
from jarai.access.routing import Access
from jarai.access.traffic import Traffic
from jarai.base.clock import Clock, SystemClock
from jarai.base.db import Database, database_url
from jarai.base.guarded import GuardedClient
from jarai.base.secrets import Secrets, load_or_make_secret
from jarai.engines.http import HttpAvatarEngine
from jarai.engines.port import AvatarEngine
from jarai.images.port import PictureSource
from jarai.images.safety import Moderation, Nobody
from jarai.images.sources.commons import Commons
from jarai.images.sources.links import Links
from jarai.images.sources.made import Endpoint as ModelEndpoint
from jarai.images.sources.made import Made
from jarai.images.sources.openverse import Openverse
from jarai.images.sources.stock import Pexels, Pixabay, Unsplash
from jarai.images.tools import PictureTools
from jarai.images.web import Web
from jarai.mail.folder import MailFolder
from jarai.mail.port import MailSender
from jarai.mail.smtp import SmtpSender
from jarai.migrations.upgrade import upgrade
from jarai.partners.outbox import mail_partner
from jarai.partners.register import Registrar
from jarai.partners.verify import Verifier
from jarai.pipeline.step import Tools
from jarai.platforms.port import WATCH_PAGE, Platform
from jarai.platforms.watch_page import WatchPage
from jarai.productions.decide import Decisions
from jarai.productions.publications import PublicationChanges
from jarai.productions.request import Intake
from jarai.productions.routes import ProductionServices
from jarai.productions.storyboards import Storyboards
from jarai.research.feeds import Feeds
from jarai.research.fetch import Reader
from jarai.research.pages import Pages
from jarai.research.port import Researcher
from jarai.research.wikidata import Wikidata
from jarai.research.wikipedia import Wikipedia
from jarai.script.model.ledger import MILLION
from jarai.settings import Settings
from jarai.speech.shelf import Shelf
from jarai.storage.local import LocalStorage
from jarai.storage.port import Storage
from jarai.version import VERSION
from jarai.webhooks.deliver import Deliverer
from jarai.webhooks.subscriptions import Subscriptions


@dataclass(frozen=True)
class Ground:
    """What every process stands on."""

    settings: Settings
    database: Database
    clock: Clock
    secrets: Secrets
    storage: Storage
    access: Access

    async def prepare(self) -> None:
        """Bring the tables to the newest version."""
        await upgrade(self.database)
        await self.access.traffic.prepare()

    async def close(self) -> None:
        """Close the databases."""
        await self.access.history.close()
        await self.database.close()
        await self.access.traffic.database.close()


def ground(settings: Settings, clock: Clock | None = None) -> Ground:
    """Database, clock, secrets and storage, as the settings say."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    secrets = load_or_make_secret(settings.secret_key, settings.data_dir)
    clock = clock or SystemClock()
    database = Database(database_url(settings.database_url, str(settings.data_dir)))
    counts = Database(database_url(settings.database_url, str(settings.data_dir), "traffic.db"), "NORMAL")
    return Ground(
        settings=settings,
        database=database,
        clock=clock,
        access=Access(
            database=database,
            traffic=Traffic(counts, clock),
            clock=clock,
            tiers=settings.tiers,
            history=History(counts, clock),
            trusted_proxies=settings.trusted_proxies,
            per_address=settings.requests_per_address or None,
        ),
        secrets=secrets,
        storage=file_storage(settings, secrets, clock),
    )


def file_storage(settings: Settings, secrets: Secrets, clock: Clock) -> Storage:
    """A folder, or the bucket that is configured. What speaks to buckets is loaded only there."""
    if not settings.storage_url:
        return LocalStorage(settings.data_dir / "files", settings.base_url, secrets)
    scheme, _, bucket = settings.storage_url.partition("://")
    credentials = settings.storage_credentials
    if scheme == "azure":
        from jarai.storage.azure import AzureStorage

        return AzureStorage(credentials, bucket)
    from jarai.storage.objects import ObjectStorage, gcs_store, s3_store

    store = (
        s3_store(bucket, settings.storage_endpoint, settings.storage_region, credentials)
        if scheme == "s3"
        else gcs_store(bucket, credentials)
    )
    return ObjectStorage(store, clock)


def mail_sender(settings: Settings) -> MailSender:
    """SMTP where configured, else files in the data folder."""
    if settings.smtp_url:
        return SmtpSender(settings.smtp_url, settings.mail_from)
    return MailFolder(settings.data_dir / "mail", settings.mail_from)


def platforms(base: Ground) -> Mapping[str, Platform]:
    """The platforms by the name an account's connection carries."""
    return {WATCH_PAGE: WatchPage(base.storage, base.settings.base_url)}


def tools(base: Ground) -> Tools:
    """What the steps work with. The voice's libraries are loaded by the worker only."""
    from jarai.speech.book import Voices

    return Tools(
        storage=base.storage,
        voices=Voices(shelf(base.settings), base.settings.speech, base.settings.narration_dir),
        secrets=base.secrets,
        base_url=base.settings.base_url,
        render_mode=base.settings.render_mode,
        avatar_engine=avatar_engine(base.settings),
        language_model=base.settings.llm,
        loudness=base.settings.loudness,
        researchers=researchers(base.settings),
        pictures=picture_tools(base.settings),
    )


def picture_tools(settings: Settings) -> PictureTools:
    """Where pictures come from, and who looks at them."""
    wanted = settings.pictures
    web = Web(GuardedClient(), f"JARAI-Studio/{VERSION} ({settings.base_url})")
    made: dict[str, Callable[[], PictureSource]] = {
        "openverse": lambda: Openverse(web),
        "commons": lambda: Commons(web),
        "pexels": lambda: Pexels(web, wanted.keys["pexels"]),
        "unsplash": lambda: Unsplash(web, wanted.keys["unsplash"]),
        "pixabay": lambda: Pixabay(web, wanted.keys["pixabay"]),
    }
    if wanted.maker:
        maker = wanted.maker
        made["ai"] = lambda: Made(ModelEndpoint(*maker))
    return PictureTools(
        sources=tuple(made[each]() for each in wanted.origins if each != "links"),
        links=Links(web) if "links" in wanted.origins else None,
        safety=Moderation(ModelEndpoint(*wanted.moderation)) if wanted.moderation else Nobody(),
        price=wanted.price * MILLION // 1000,
    )


def researchers(settings: Settings) -> tuple[Researcher, ...]:
    """Who looks topics up; nobody unless it is asked for."""
    if not settings.research:
        return ()
    reader = Reader(settings.base_url)
    known: dict[str, Callable[[], Researcher]] = {
        "wikipedia": lambda: Wikipedia(reader),
        "wikidata": lambda: Wikidata(reader),
        "feeds": lambda: Feeds(reader, settings.research_feeds),
        "pages": lambda: Pages(reader),
    }
    return tuple(known[each]() for each in settings.research)


def shelf(settings: Settings) -> Shelf:
    """The voices of this installation: packages, or files in the data folder."""
    remote = tuple(voice for endpoint in settings.speech for voice in endpoint.voices)
    return Shelf(settings.data_dir / "voices", remote=remote)


def avatar_engine(settings: Settings) -> AvatarEngine | None:
    """The engine outside that draws people, where one is configured."""
    url = settings.avatar_engine_url
    return HttpAvatarEngine(url, settings.avatar_engine_key) if url else None


def registrar(base: Ground) -> Registrar:
    """Registering partners."""
    return Registrar(base.database, base.clock, base.secrets, base.settings.base_url, base.access.traffic)


def verifier(base: Ground) -> Verifier:
    """Verifying partners."""
    return Verifier(base.database, base.clock, base.secrets, base.settings.default_tier)


def subscriptions(base: Ground) -> Subscriptions:
    """Changing webhook subscriptions."""
    allow = base.settings.webhooks_allow_loopback_http
    return Subscriptions(base.database, base.clock, base.secrets, allow)


def deliverer(base: Ground) -> Deliverer:
    """Sending webhooks."""
    client = GuardedClient(allow_loopback=base.settings.webhooks_allow_loopback_http)
    return Deliverer(base.database, base.clock, base.secrets, client, mail_partner)


def decisions(base: Ground) -> Decisions:
    """Approving and rejecting."""
    return Decisions(base.database, base.clock, base.secrets, VERSION)


def production_services(base: Ground) -> ProductionServices:
    """Everything the production endpoints call."""
    settings = base.settings
    return ProductionServices(
        database=base.database,
        clock=base.clock,
        storage=base.storage,
        intake=Intake(
            base.database,
            base.clock,
            VERSION,
            timedelta(seconds=settings.expires_seconds),
            settings.test_project_types,
            settings.tiers,
            settings.prices,
            shelf(settings),
        ),
        decisions=decisions(base),
        publication_changes=PublicationChanges(base.database, base.clock, VERSION),
        storyboards=Storyboards(base.database, base.clock, base.storage, VERSION),
    )
