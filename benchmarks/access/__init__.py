"""Which places could be supplied by road, day by day, beside what the 2021 facts say."""
