"""Becoming a partner: register by mail address, verify with the mailed link, receive a key and a first account."""
