"""What writing an export costs as the record grows."""
