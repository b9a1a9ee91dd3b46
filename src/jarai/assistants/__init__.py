"""The studio for assistants: an MCP server (Model Context Protocol) over the SDK.

It holds no rule of the studio's own: each tool is a call or two of the API with the partner's key, told in a form that a
language model reads well. Whatever decides or publishes is not there unless it was allowed at the start.
"""
