"""Where videos go: one port, an adapter per platform. The studio's own public watch page is built in."""
