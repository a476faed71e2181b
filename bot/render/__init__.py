"""Values in, bytes out: pictures and tables of what the branch decided. No Discord, no database, no clock."""
