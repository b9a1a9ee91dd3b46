"""What a video is made of, for programs and for people: parts, licences, credits, and the sources of what is said."""
