"""Arabic: large numbers in groups of three, as the other languages have them."""

NUMBER_GROUPING = 3
