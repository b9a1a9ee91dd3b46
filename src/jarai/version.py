"""The studio's version, which is also the code version that step records are made under."""

VERSION = "0.1.0"
