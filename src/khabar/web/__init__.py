"""The desk in a browser: the app's files, the JSON it reads, and who may read and judge."""
