"""Pictures that come from outside: decoded, checked and written anew before anything shows them."""
