"""What Steward costs beside a bare discord.py bot, in processes of their own: `python -m benchmarks [NAME]`."""
