"""What each stage kind makes of the acts it allows, one file each."""
