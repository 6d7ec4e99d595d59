"""The use cases of the program, for the window and the terminal alike."""
