"""Every sentence of the window that is made of values, in the person's language."""
