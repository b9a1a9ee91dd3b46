"""`python -m jarai`: the program `jarai`. Processes that draw don't run a module of this name a second time."""

from jarai.cli import main

main()
