"""Datasets in and out of the history, evaluation over datasets, and the queues of annotators."""
