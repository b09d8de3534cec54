"""Lodestone: an analytical notebook on the U.S.-Japan critical minerals framework."""

__version__ = "0.1.0"
