"""What a reviewer is told of the language model, in the script's language."""

from collections.abc import Mapping

from jarai.base.model import Wire


class _Words(Wire):
    worded: str
    gave_up: str
    dropped: str
    repaired: str
    withheld: str
    left_out: str


_WORDS: Mapping[str, _Words] = {
    "en": _Words(
        worded="A language model ({model}) worded this script. Figures, names, dates and quotations were checked against the facts.",
        gave_up="The language model gave no usable script ({code}): this one was made from the facts alone.",
        dropped="Left out of the language model's script, because the facts don't say it: {text}",
        repaired="Corrected in the language model's script, because the facts don't say it: {text}",
        withheld="Facts that read like instructions to a machine and were not shown to the language model: {count}.",
        left_out="Facts that did not fit into the length of this project type: {count} of {all}.",
    ),
    "es": _Words(
        worded="Un modelo de lenguaje ({model}) redactó este guion. Cifras, nombres, fechas y citas se comprobaron con los datos.",
        gave_up="El modelo de lenguaje no dio un guion utilizable ({code}): este se hizo solo con los datos.",
        dropped="Suprimido del guion del modelo de lenguaje, porque los datos no lo dicen: {text}",
        repaired="Corregido en el guion del modelo de lenguaje, porque los datos no lo dicen: {text}",
        withheld="Datos que parecen instrucciones para una máquina y no se mostraron al modelo de lenguaje: {count}.",
        left_out="Datos que no cupieron en la duración de este tipo de proyecto: {count} de {all}.",
    ),
    "fr": _Words(
        worded="Un modèle de langage ({model}) a rédigé ce texte. Chiffres, noms, dates et citations ont été comparés aux faits.",
        gave_up="Le modèle de langage n’a pas donné de texte utilisable ({code}) : celui-ci vient des faits seuls.",
        dropped="Supprimé du texte du modèle de langage, car les faits ne le disent pas : {text}",
        repaired="Corrigé dans le texte du modèle de langage, car les faits ne le disent pas : {text}",
        withheld="Faits qui ressemblent à des consignes pour une machine et n’ont pas été montrés au modèle de langage : {count}.",
        left_out="Faits trop nombreux pour la durée de ce type de projet : {count} sur {all}.",
    ),
    "it": _Words(
        worded="Un modello linguistico ({model}) ha scritto questo testo. Cifre, nomi, date e citazioni sono stati confrontati con i fatti.",
        gave_up="Il modello linguistico non ha dato un testo utilizzabile ({code}): questo è fatto dei soli fatti.",
        dropped="Tolto dal testo del modello linguistico, perché i fatti non lo dicono: {text}",
        repaired="Corretto nel testo del modello linguistico, perché i fatti non lo dicono: {text}",
        withheld="Fatti che sembrano istruzioni per una macchina e non sono stati mostrati al modello linguistico: {count}.",
        left_out="Fatti che non entravano nella durata di questo tipo di progetto: {count} su {all}.",
    ),
    "pt": _Words(
        worded="Um modelo de linguagem ({model}) redigiu este roteiro. Números, nomes, datas e citações foram conferidos com os fatos.",
        gave_up="O modelo de linguagem não deu um roteiro utilizável ({code}): este foi feito apenas com os fatos.",
        dropped="Retirado do roteiro do modelo de linguagem, porque os fatos não o dizem: {text}",
        repaired="Corrigido no roteiro do modelo de linguagem, porque os fatos não o dizem: {text}",
        withheld="Fatos que parecem instruções para uma máquina e não foram mostrados ao modelo de linguagem: {count}.",
        left_out="Fatos que não couberam na duração deste tipo de projeto: {count} de {all}.",
    ),
    "zh": _Words(
        worded="本稿由语言模型（{model}）撰写。数字、人名、日期和引语均已与事实核对。",
        gave_up="语言模型未给出可用的稿件（{code}）：本稿仅由事实写成。",
        dropped="事实中没有，已从语言模型的稿件中删去：{text}",
        repaired="事实中没有，已在语言模型的稿件中更正：{text}",
        withheld="看似给机器的指令、未交给语言模型的事实：{count}条。",
        left_out="因本类视频的时长而未收入的事实：{all}条中的{count}条。",
    ),
    "ja": _Words(
        worded="この台本は言語モデル（{model}）が書きました。数字、名前、日付、引用は事実と照合しました。",
        gave_up="言語モデルから使える台本が得られませんでした（{code}）。この台本は事実だけで作られています。",
        dropped="事実にないため、言語モデルの台本から削除しました：{text}",
        repaired="事実にないため、言語モデルの台本を訂正しました：{text}",
        withheld="機械への指示のように読めるため、言語モデルに渡さなかった事実：{count}件。",
        left_out="この種類の動画の長さに収まらなかった事実：{all}件のうち{count}件。",
    ),
}


def _words(language: str) -> _Words:
    return _WORDS.get(language[:2], _WORDS["en"])


def worded(language: str, model: str) -> str:
    """Who wrote the script."""
    return _words(language).worded.format(model=model)


def given_up(language: str, code: str) -> str:
    """The facts-only writer took over, and why."""
    return _words(language).gave_up.format(code=code)


def dropped(language: str, text: str) -> str:
    """A sentence that the fact check took out, with its reason."""
    return _words(language).dropped.format(text=text)


def repaired(language: str, text: str) -> str:
    """A sentence that the model had to write anew, as it stood before."""
    return _words(language).repaired.format(text=text)


def withheld(language: str, count: int) -> str:
    """Facts the model was not shown."""
    return _words(language).withheld.format(count=count)


def left_out(language: str, count: int, of: int) -> str:
    """Facts that no scene tells."""
    return _words(language).left_out.format(count=count, all=of)
