"""Bytes by key: written whole or not at all, read back by range, handed out by links that expire."""
