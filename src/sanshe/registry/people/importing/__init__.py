"""Lists of people as they really come: what each column and each cell says."""
