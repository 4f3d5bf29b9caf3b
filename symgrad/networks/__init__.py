"""Networks out of layers: graphs of named definitions with shapes, without any numbers."""

from symgrad.networks import layers
from symgrad.networks.composing import network

__all__ = ["layers", "network"]
