"""One function for each thing a person can do: one transaction, all of it or nothing."""
