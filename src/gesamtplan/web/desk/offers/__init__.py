"""The upkeep of offers as the coordination runs it: what is due, links, proposed texts, offers not public yet."""
