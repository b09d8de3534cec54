"""The filters: what they mean (`model`) and how they stand in an address (`address`)."""
