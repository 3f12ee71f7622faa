"""Place names found and put on the right spot, on the development set, beside two naive ways."""
