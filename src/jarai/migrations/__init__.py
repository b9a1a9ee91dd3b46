"""The database's history: `upgrade` brings it to the newest version."""
