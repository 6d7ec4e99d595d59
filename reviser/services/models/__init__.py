"""Language models on this machine: listing, downloading, adding, removing."""
