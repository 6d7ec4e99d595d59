"""The network: one client with every rule in one place, one file a wire format."""
