"""Recording and reading deliverables. The caller has checked whose production it is and what state it is in."""

from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.ids import stable_id
from jarai.base.model import Wire
from jarai.deliverables.tables import deliverables

DeliverableType = Literal[
    "Video",
    "ClosedCaptions",
    "AudioDescription",
    "Transcript",
    "ComplianceCertificate",
    "Thumbnail",
    "AttributionPackage",
    "PlatformPackage",
    "Audio",
]


class Deliverable(Wire):
    """One finished file. `duration_ms` is for what plays."""

    type: DeliverableType
    file_name: str
    content_type: str
    size_bytes: int
    sha256: str
    storage_key: str
    duration_ms: int | None = None


def deliverable_id(production_id: str, version: int, file_name: str) -> str:
    """The file's id: the same however often it is packaged anew."""
    return stable_id(f"deliverable/{production_id}/{version}/{file_name}")


async def record_deliverables(
    connection: AsyncConnection, production_id: str, version: int, files: tuple[Deliverable, ...]
) -> None:
    """Store the rows, in the transaction of the change that makes them public."""
    rows = [
        {
            "deliverable_id": deliverable_id(production_id, version, file.file_name),
            "production_id": production_id,
            "version": version,
            "position": position,
            **file.model_dump(),
        }
        for position, file in enumerate(files)
    ]
    await connection.execute(sa.insert(deliverables), rows)


async def certificates_of(connection: AsyncConnection, production_id: str, version: int) -> list[tuple[str, str]]:
    """File name and SHA-256 of each of the version's certificates."""
    files = await deliverables_of(connection, production_id, version)
    return [(file.file_name, file.sha256) for file in files if file.type == "ComplianceCertificate"]


async def deliverables_of(connection: AsyncConnection, production_id: str, version: int) -> tuple[Deliverable, ...]:
    """The version's files in the order they are listed; none while it is not finished."""
    query = (
        sa.select(deliverables)
        .where(deliverables.c.production_id == production_id, deliverables.c.version == version)
        .order_by(deliverables.c.position)
    )
    rows = (await connection.execute(query)).all()
    return tuple(Deliverable(**{name: getattr(row, name) for name in Deliverable.model_fields}) for row in rows)
