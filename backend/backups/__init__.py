"""The whole shop in one encrypted file, and back."""
