"""From a parsed report to coded mentions."""
