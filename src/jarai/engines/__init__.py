"""Avatar engines outside the studio: a person and a sound in, a talking clip out."""
