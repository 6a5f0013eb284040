"""`python -m bench [NAME …]`: run the measurements, print them, keep them in bench/results."""

from __future__ import annotations

import sys

from bench.run import main

sys.exit(main(sys.argv[1:]))
