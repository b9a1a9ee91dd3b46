"""Who is calling: API keys, the caller they stand for, and the order in which a request is checked."""
