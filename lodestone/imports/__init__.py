"""A reader's own mineral sites: from a CSV file of a known layout to a dataset beside the built database."""
