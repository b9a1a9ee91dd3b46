"""Places where pictures are found, one file each, behind `images/port.py`."""
