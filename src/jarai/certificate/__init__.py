"""The compliance certificate: what was measured on the finished files, signed, as a W3C credential and as a PDF."""
