"""Steward: a Discord bot for a trade-union branch."""

__version__ = "0.1.0"
