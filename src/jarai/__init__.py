"""JARAI Studio: a self-hosted AI video studio behind a partner API."""
