# The data could not be read or written. Nothing was changed.
store-unavailable = Steward could not reach its records just now, and nothing was changed. Try again in a minute. If it goes on, tell whoever runs Steward.
store-damaged = Steward's records are damaged, and nothing was changed. Tell whoever runs Steward: it has to be restored from a backup.

# Why something Steward had to do did not happen; shown by /branch check.
job-failed = Steward could not do something it had to do, and has stopped trying.
job-unexpected = Something went wrong inside Steward. Whoever runs it can find it in the log.
job-timed_out = It took too long.
job-later = Discord asked Steward to wait.
