"""Values in, bytes out: pictures, tables and calendar files. No Discord, no database, no clock."""
