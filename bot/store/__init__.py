"""The only SQL: mechanics in `db`, `schema`, `folder` and `copies`; one file for each thing that is kept."""
