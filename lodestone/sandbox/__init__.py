"""A reader's own SQL, run apart; nothing is imported here, for each worker process comes through."""
