"""What a partner asked for: its request, its states, its steps, its publications.

`states.py` is the only place that changes a state; it records the event in the same transaction. `runs.py` holds what
the engine is wanted to do; the pipeline acts on it. This room never talks to the engine.
"""
