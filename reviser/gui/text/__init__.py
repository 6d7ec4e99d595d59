"""The text on the screen: pages, painting, the margin, typing, finding."""
