"""The edition as a site: pure functions from the edition to Markdown, and one that writes them."""
