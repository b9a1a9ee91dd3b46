"""Letters: from a word as written to the phonemes of the network's alphabet, one module per language.

`english` asks the built-in engine's dictionaries, `french`, `chinese` and `japanese` a package each, and `spanish`,
`italian` and `portuguese` are rules of ours: these three are written nearly as they are said. `rules` is the machine
the rules run on, `words` makes any of them a `Pronounce`.
"""
