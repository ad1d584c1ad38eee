"""What runs the model: OpenVINO where it is installed, ONNX Runtime otherwise.

Both run the same file. Their 8-bit kernels round differently: each differs from the full network in
one tag of two hundred, and ``tests/language/test_engines.py`` holds the two within one of fifty.
"""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

import numpy as np

from sayso.language.encoding import Floats, Ints64, Run


def best_engine(path: Path) -> Run:
    """The faster engine that is installed."""
    if importlib.util.find_spec("openvino"):
        return openvino_engine(path)
    return onnx_engine(path)


@functools.cache
def onnx_engine(path: Path) -> Run:
    """ONNX Runtime, on one thread: two one-threaded readers beat one on two threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(ids: Ints64, features: Ints64, mask: Ints64) -> tuple[Floats, Floats, Floats]:
        tags, links, events = session.run(None, {"ids": ids, "features": features, "mask": mask})
        return tags, links, events

    return run


# OpenVINO keeps compiled kernels for every length that it has seen. With lengths rounded up to
# these, it holds 350 MB in place of 900 and is half as fast again.
_LENGTHS = 32


@functools.cache
def openvino_engine(path: Path) -> Run:
    """OpenVINO on one thread."""
    import openvino

    model = openvino.Core().compile_model(
        str(path), "CPU", {"INFERENCE_NUM_THREADS": 1, "PERFORMANCE_HINT": "LATENCY"}
    )
    request = model.create_infer_request()

    def run(ids: Ints64, features: Ints64, mask: Ints64) -> tuple[Floats, Floats, Floats]:
        length = ids.shape[1]
        padding = ((0, 0), (0, -length % _LENGTHS))
        inputs = {"ids": ids, "features": features, "mask": mask}
        request.infer({name: np.pad(x, padding) for name, x in inputs.items()}, share_inputs=True)
        tags, links, events = (request.get_output_tensor(i).data[:, :length] for i in range(3))
        return tags.copy(), links.copy(), events.copy()

    return run
