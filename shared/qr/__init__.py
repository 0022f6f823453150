"""The member's code: what the phone shows and the scanner reads. No Flet here; pictures are made in shared.ui."""
