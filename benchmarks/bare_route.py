"""A FastAPI route with nothing around it: the key, the count, the insert and the row. What `api.py` compares with."""

import os
from hashlib import sha256
from time import time

import sqlalchemy as sa
import uvicorn
from fastapi import FastAPI, Header

from jarai.access.tables import api_keys, requests
from jarai.base.db import Database, database_url
from jarai.productions.tables import productions

folder = os.environ["JARAI_DATA_DIR"]
database = Database(database_url("", folder))
counts = Database(database_url("", folder, "traffic.db"), "NORMAL")
app = FastAPI()


@app.get("/v1/productions/{production_id}")
async def read(production_id: str, x_api_key: str = Header()) -> dict[str, object]:
    digest = sha256(x_api_key.encode()).hexdigest()
    async with database.read() as connection:
        key = (await connection.execute(sa.select(api_keys).where(api_keys.c.key_hash == digest))).one()
    now = round(time() * 1_000_000)
    async with counts.write() as connection:
        mine = requests.c.subject == "bare"
        await connection.execute(sa.delete(requests).where(mine, requests.c.at <= now - 60_000_000))
        (await connection.execute(sa.select(sa.func.count(), sa.func.min(requests.c.at)).where(mine))).one()
        await connection.execute(sa.insert(requests).values(subject="bare", at=now))
    async with database.read() as connection:
        query = sa.select(productions).where(
            productions.c.production_id == production_id, productions.c.partner_id == key.partner_id
        )
        return dict((await connection.execute(query)).one()._mapping)


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["JARAI_PORT"]), log_level="warning", access_log=False)
