"""Data packs: loading, checking, and the values they become."""
