"""The models of the papers, run on this machine by transformers: a checkpoint folder becomes a reviser.

Nothing here loads torch or transformers before a round begins; no code that a checkpoint brings is ever run.
"""
