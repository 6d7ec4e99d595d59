"""The controllers. Each declares a group of the window's commands and carries them out."""
