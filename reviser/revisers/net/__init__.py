"""The network: HTTP connections to servers, and one file for each wire format."""
