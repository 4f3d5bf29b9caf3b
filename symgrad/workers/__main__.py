"""The child process: `python -m symgrad.workers PACKAGE` serves the jobs of one package."""

import sys

from symgrad.workers.child import serve

serve(sys.argv[1])
