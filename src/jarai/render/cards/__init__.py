"""The card of a scene: what is on screen beside the presenter, one file per kind of content."""
