"""The demo cabinet: invented people, papers and a story, made through the services."""
