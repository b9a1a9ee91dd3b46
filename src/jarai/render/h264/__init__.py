"""What we know of H.264's bit stream: enough to let a held picture cost twelve bytes."""
