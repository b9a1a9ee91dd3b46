"""What a reviewer is told of the language model, in the script's language."""

from collections.abc import Mapping

from jarai.base.model import Wire


class _Words(Wire):
    worded: str
    gave_up: str
    dropped: str
    repaired: str
    withheld: str


_WORDS: Mapping[str, _Words] = {
    "en": _Words(
        worded="A language model ({model}) worded this script. Figures, names, dates and quotations were checked against the facts.",
        gave_up="The language model gave no usable script ({code}): this one was made from the facts alone.",
        dropped="The fact check left this out of the language model's script: {text}",
        repaired="The fact check had this corrected in the language model's script: {text}",
        withheld="Facts that read like instructions to a machine and were not shown to the language model: {count}.",
    ),
    "es": _Words(
        worded="Un modelo de lenguaje ({model}) redactó este guion. Cifras, nombres, fechas y citas se comprobaron con los datos.",
        gave_up="El modelo de lenguaje no dio un guion utilizable ({code}): este se hizo solo con los datos.",
        dropped="La comprobación de los datos suprimió esto del guion del modelo de lenguaje: {text}",
        repaired="La comprobación de los datos hizo corregir esto en el guion del modelo de lenguaje: {text}",
        withheld="Datos que parecen instrucciones para una máquina y no se mostraron al modelo de lenguaje: {count}.",
    ),
    "fr": _Words(
        worded="Un modèle de langage ({model}) a rédigé ce texte. Chiffres, noms, dates et citations ont été comparés aux faits.",
        gave_up="Le modèle de langage n’a pas donné de texte utilisable ({code}) : celui-ci vient des faits seuls.",
        dropped="La vérification des faits a supprimé ceci du texte du modèle de langage : {text}",
        repaired="La vérification des faits a fait corriger ceci dans le texte du modèle de langage : {text}",
        withheld="Faits qui ressemblent à des consignes pour une machine et n’ont pas été montrés au modèle de langage : {count}.",
    ),
    "it": _Words(
        worded="Un modello linguistico ({model}) ha scritto questo testo. Cifre, nomi, date e citazioni sono stati confrontati con i fatti.",
        gave_up="Il modello linguistico non ha dato un testo utilizzabile ({code}): questo è fatto dei soli fatti.",
        dropped="Il controllo dei fatti ha tolto questo dal testo del modello linguistico: {text}",
        repaired="Il controllo dei fatti ha fatto correggere questo nel testo del modello linguistico: {text}",
        withheld="Fatti che sembrano istruzioni per una macchina e non sono stati mostrati al modello linguistico: {count}.",
    ),
    "pt": _Words(
        worded="Um modelo de linguagem ({model}) redigiu este roteiro. Números, nomes, datas e citações foram conferidos com os fatos.",
        gave_up="O modelo de linguagem não deu um roteiro utilizável ({code}): este foi feito apenas com os fatos.",
        dropped="A checagem dos fatos retirou isto do roteiro do modelo de linguagem: {text}",
        repaired="A checagem dos fatos mandou corrigir isto no roteiro do modelo de linguagem: {text}",
        withheld="Fatos que parecem instruções para uma máquina e não foram mostrados ao modelo de linguagem: {count}.",
    ),
    "zh": _Words(
        worded="本稿由语言模型（{model}）撰写。数字、人名、日期和引语均已与事实核对。",
        gave_up="语言模型未给出可用的稿件（{code}）：本稿仅由事实写成。",
        dropped="事实核对从语言模型的稿件中删去：{text}",
        repaired="事实核对要求更正语言模型稿件中的这一句：{text}",
        withheld="看似给机器的指令、未交给语言模型的事实：{count}条。",
    ),
    "ja": _Words(
        worded="この台本は言語モデル（{model}）が書きました。数字、名前、日付、引用は事実と照合しました。",
        gave_up="言語モデルから使える台本が得られませんでした（{code}）。この台本は事実だけで作られています。",
        dropped="事実確認により、言語モデルの台本から削除しました：{text}",
        repaired="事実確認により、言語モデルの台本を訂正させました：{text}",
        withheld="機械への指示のように読めるため、言語モデルに渡さなかった事実：{count}件。",
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
    """A sentence that the model had to write anew, as it stood before and as it stands now."""
    return _words(language).repaired.format(text=text)


def withheld(language: str, count: int) -> str:
    """Facts the model was not shown."""
    return _words(language).withheld.format(count=count)
