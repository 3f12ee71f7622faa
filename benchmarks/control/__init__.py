"""From dated news to who held which town when, measured."""
