"""The studio's own pages: the mailed link, the public watch page, and the reviewer's console.

Pages show what the services return and hold no rules. No page asks anything of another host, and no script is inline.
"""
