"""Code to paste into a program of one's own: NumPy functions and PyTorch's `autograd.Function`, written as text."""

from symgrad.numeric.export.autograd import Backward, write_autograd
from symgrad.numeric.export.language import Language
from symgrad.numeric.export.module import write_function
from symgrad.numeric.export.numpy_language import NUMPY_LANGUAGE
from symgrad.numeric.export.torch_language import TORCH_LANGUAGE

LANGUAGES = {one.name: one for one in (NUMPY_LANGUAGE, TORCH_LANGUAGE)}

__all__ = ["LANGUAGES", "NUMPY_LANGUAGE", "TORCH_LANGUAGE", "Backward", "Language", "write_autograd", "write_function"]
