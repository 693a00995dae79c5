"""Programs that measure speed and quality; each prints one JSON object last."""
