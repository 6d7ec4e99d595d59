"""The text on the screen: pages, painting, the margin, typing and finding."""
