"""The filters: what they mean (`model`) and how they are drawn and remembered (`screen`)."""
