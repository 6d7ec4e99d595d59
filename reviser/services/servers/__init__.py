"""Servers for chat models: settings, keys, prices, and known abilities of their models."""
