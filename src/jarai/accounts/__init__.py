"""A partner's accounts, what each may use (avatars, platforms), and the reference data a production names."""
