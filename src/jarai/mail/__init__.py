"""Mail leaves by SMTP where a server is configured, else as one `.eml` file a mail in the data folder."""
