"""Facts for a topic that came without any, each with its source and licence. Off unless the operator turns it on."""
