"""Numbers, tokens and outside text as characters: for the screen, the commands and the exports."""
