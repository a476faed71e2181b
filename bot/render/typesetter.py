"""The typesetter beneath matplotlib's figures and the font that comes with it, without matplotlib itself.

Importing the package takes as long as all the rest of a picture, for colours, scales and settings nobody here asks for.
"""

import sys
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font, LoadFlags

__all__ = ["FONTS", "FT2Font", "LoadFlags"]

NAME = "matplotlib.ft2font"


def _package() -> Path:
    """Where matplotlib lies; to find that imports nothing of it."""
    spec = find_spec("matplotlib")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("matplotlib is not installed")
    return Path(spec.submodule_search_locations[0])


def _loaded(package: Path) -> ModuleType:
    """The one compiled module; whoever imports matplotlib afterwards finds it where it belongs."""
    if NAME not in sys.modules:
        spec = PathFinder.find_spec(NAME, [str(package)])
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError(NAME)
        sys.modules[NAME] = module = module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[NAME]


FONTS = _package() / "mpl-data" / "fonts" / "ttf"
if not TYPE_CHECKING:
    FT2Font, LoadFlags = _loaded(_package()).FT2Font, _loaded(_package()).LoadFlags
