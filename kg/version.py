"""The version of the code, in one place."""

__all__ = ["__version__"]

__version__ = "0.1.0"
