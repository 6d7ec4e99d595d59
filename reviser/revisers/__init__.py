"""The revisers: programs and models that propose edits."""
