"""Models: pure functions over frames, each with its formula and its source."""
