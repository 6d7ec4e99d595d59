"""Import and export of datasets, evaluation on datasets, and queues of annotators."""
