"""What runs a model: OpenVINO where it is installed, ONNX Runtime otherwise.

Both run the same files. Their 8-bit kernels round differently: each differs from the full network
in one tag of two hundred, and ``tests/language/test_engines.py`` holds the two within one of fifty.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Inputs = Mapping[str, npt.NDArray[Any]]

Engine = Callable[[Inputs], list[Floats]]
"""Named arrays (batch, pieces, …) to the model's outputs in their order, alike."""


def best_engine(path: str) -> Engine:
    """The faster engine that is installed."""
    if importlib.util.find_spec("openvino"):
        return openvino_engine(path)
    return onnx_engine(path)


@functools.cache
def onnx_engine(path: str) -> Engine:
    """ONNX Runtime, on one thread: two one-threaded readers beat one on two threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(inputs: Inputs) -> list[Floats]:
        found: list[Floats] = session.run(None, dict(inputs))
        return found

    return run


# OpenVINO keeps compiled kernels, some 5 MB, for every length that it has seen. So lengths are
# rounded up: to an eighth of the power of two above them, and at least to these.
_LENGTHS = 32
# It also keeps what the longest input needed, 220 MB after a report of 15,000 words: after inputs
# over this, it gives that back.
_LONG = 1024


@functools.cache
def openvino_engine(path: str) -> Engine:
    """OpenVINO on one thread; a mask must be among the inputs, which are padded with zeros."""
    import openvino

    model = openvino.Core().compile_model(
        path, "CPU", {"INFERENCE_NUM_THREADS": 1, "PERFORMANCE_HINT": "LATENCY"}
    )
    request = model.create_infer_request()
    outputs = range(len(model.outputs))

    def run(inputs: Inputs) -> list[Floats]:
        length = inputs["mask"].shape[1]
        padded = {name: _pad(x) for name, x in inputs.items()}
        request.infer(padded, share_inputs=True)
        found = [request.get_output_tensor(i).data[:, :length].copy() for i in outputs]
        if length > _LONG:
            model.release_memory()
        return found

    return run


def _pad(x: npt.NDArray[Any]) -> npt.NDArray[Any]:
    length = x.shape[1]
    step = max(_LENGTHS, 1 << max(0, length.bit_length() - 3))
    padded = np.zeros((x.shape[0], length + -length % step, *x.shape[2:]), dtype=x.dtype)
    padded[:, :length] = x
    return padded
