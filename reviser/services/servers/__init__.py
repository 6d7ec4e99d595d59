"""Servers for chat models: their settings, keys, prices, and what is known of their models."""
