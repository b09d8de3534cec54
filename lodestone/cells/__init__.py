"""What a cell is, what it answers, and its rows; nothing here knows the screen."""
