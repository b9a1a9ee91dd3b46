"""Voices behind HTTP: a service is sent a sentence's text and sends its sound.

`voice` is the adapter, one for all services; `openai`, `azure` and `elevenlabs` are how each is asked and what it answers,
`call` sends and tries again, `answer` checks that what came can be the text read aloud. The operator's settings name the
services: `jarai.speech.service`.
"""
