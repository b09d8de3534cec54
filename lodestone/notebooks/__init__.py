"""A reader's own notebook: its file, its run, and its cells as the rest of the house shows and exports them."""
