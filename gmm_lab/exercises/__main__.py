"""`python -m gmm_lab.exercises CARPETA`: corrige una carpeta de cuadernos entregados."""

import sys

from .batch import main

if __name__ == "__main__":
    sys.exit(main())
