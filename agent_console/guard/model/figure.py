"""The type of the model's figures."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
