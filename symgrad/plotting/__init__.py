"""Pictures of functions and of descents. Each function returns a Matplotlib figure; `path=` saves it as well."""

from matplotlib.figure import Figure

from symgrad.plotting.contours import contour
from symgrad.plotting.curves import curve
from symgrad.plotting.losses import loss
from symgrad.plotting.networks import graph
from symgrad.plotting.plotted import Plotted
from symgrad.plotting.style import rendered

__all__ = ["Figure", "Plotted", "contour", "curve", "graph", "loss", "rendered"]
