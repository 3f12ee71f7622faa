"""What the app and other programs ask over HTTP, a file for each subject."""
