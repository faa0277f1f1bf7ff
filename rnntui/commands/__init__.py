"""The commands: what each of them takes, and what it does."""
