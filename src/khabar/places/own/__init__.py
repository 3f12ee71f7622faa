"""The user's own gazetteers: read from files of GeoNames, tables and GeoJSON; made into one file each."""
