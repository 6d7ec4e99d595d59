"""All documents: opened, found, listed, searched, backed up, merged."""
