"""Scripts worded by a language model. It is given facts as quoted data, answers in typed documents, and is checked.

`writer.py` asks in four steps; `fence.py` quotes the facts; `ask.py` calls, bounded in time, size and money; `check.py`
drops what the facts don't say. Only `endpoint.py` and `ask.py` load the libraries of the extra `llm`.
"""
