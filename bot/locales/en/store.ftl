# The data could not be read or written. Nothing was changed.
store-unavailable = Steward could not reach its records just now, and nothing was changed. Try again in a minute. If it goes on, tell whoever runs Steward.
store-damaged = Steward's records are damaged, and nothing was changed. Tell whoever runs Steward: it has to be restored from a backup.
