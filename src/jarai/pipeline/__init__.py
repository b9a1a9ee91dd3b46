"""The story: `production.py` lists the fifteen steps in order, `distribution.py` what follows approval.

`step.py` is the contract of a step and `runner.py` carries it out: look for a recorded output, work, record. The
engine (`workflows.py`, `activities.py`) only calls the runner; `relay.py` brings the engine to what the runs table wants.
"""
