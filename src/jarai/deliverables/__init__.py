"""The finished files of a production: what they are, where they lie, and the links that read them."""
