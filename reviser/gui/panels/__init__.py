"""What stands beside and around the text: lists, strips, the bar, the first screen."""
