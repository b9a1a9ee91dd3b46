"""The drawn presenters: who they are, how they move to the sound, and how they are drawn."""
