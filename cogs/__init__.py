"""The receptionists: each says who is asking, calls one action, shows the answer."""

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.app import App


def setup(app: "App") -> None:
    """Load every sibling; one that fails stops the start."""
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            importlib.import_module(f"{__name__}.{module.name}").setup(app)
