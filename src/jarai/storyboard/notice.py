"""That a video was made with AI, said in its own language: in the transcript, on the pages, beside every publication.

Regulation (EU) 2024/1689, article 50(4) and (5), asks for it at the latest when somebody first sees the video.
"""

_NOTICES = {
    "en": "This video was made with AI: the presenter is drawn by software and the voice is synthetic.",
    "de": "Dieses Video wurde mit KI gemacht: Die Person im Bild ist von Software gezeichnet, die Stimme ist synthetisch.",
    "es": "Este vídeo se ha hecho con IA: un programa ha dibujado a quien lo presenta y la voz es sintética.",
    "fr": "Cette vidéo a été faite avec l’IA : la personne à l’écran est dessinée par un logiciel et la voix est synthétique.",
    "it": "Questo video è stato fatto con l’IA: chi lo presenta è disegnato da un software e la voce è sintetica.",
    "pt": "Este vídeo foi feito com IA: quem o apresenta é desenhado por um programa e a voz é sintética.",
    "zh": "本视频由AI生成：主持人由软件绘制，声音为合成语音。",
    "ja": "この動画はAIで作られました。出演者はソフトウェアが描いたもので、声は合成音声です。",
}
_HEARD = {
    "en": "This programme was made with AI: its voice is synthetic.",
    "de": "Diese Sendung wurde mit KI gemacht: Die Stimme ist synthetisch.",
    "es": "Este programa se ha hecho con IA: la voz es sintética.",
    "fr": "Cette émission a été faite avec l’IA : la voix est synthétique.",
    "it": "Questo programma è stato fatto con l’IA: la voce è sintetica.",
    "pt": "Este programa foi feito com IA: a voz é sintética.",
    "zh": "本节目由AI生成：声音为合成语音。",
    "ja": "この番組はAIで作られました。声は合成音声です。",
}
_LABELS = {
    "en": "Made with AI.",
    "de": "Mit KI gemacht.",
    "es": "Hecho con IA.",
    "fr": "Fait avec l’IA.",
    "it": "Fatto con l’IA.",
    "pt": "Feito com IA.",
    "zh": "AI生成。",
    "ja": "AIで作成。",
}


def ai_notice(language: str, *, sound_only: bool = False) -> str:
    """The sentence in the language of a BCP 47 tag; in English for one we have no words in."""
    notices = _HEARD if sound_only else _NOTICES
    return notices.get(_primary(language), notices["en"])


def ai_label(language: str) -> str:
    """The same in two or three words, where there is little room."""
    return _LABELS.get(_primary(language), _LABELS["en"])


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
