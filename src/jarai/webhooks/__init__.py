"""Webhooks: subscriptions, the deliveries an event becomes in its own transaction, and the sender that brings them."""
