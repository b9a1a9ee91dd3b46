"""The ground floor: clock, ids, errors, hashes, wire models, database, logs. It imports nothing of ours."""
