"""Configuration for nbconvert: execution by LiveOutput in the place of the plain ExecutePreprocessor.

Nothing else changes: --execute switches it on, and every --ExecutePreprocessor option reaches it.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from live_output import LiveOutput  # noqa: E402
from nbconvert.exporters import Exporter  # noqa: E402

PLAIN = "nbconvert.preprocessors.ExecutePreprocessor"

c = get_config()  # noqa: F821
c.Exporter.default_preprocessors = [
    LiveOutput if name == PLAIN else name for name in Exporter().default_preprocessors
]
