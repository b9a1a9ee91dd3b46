"""Music composed here, in code: `instruments` sound, `moods` are what is written down, `compose` plays it to a length."""
