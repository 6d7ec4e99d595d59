"""The commands of the window, by what they are about: each controller declares and does its own."""
