"""Strategies: ways to get better proposals for more requests. Each is a reviser that wraps others."""
