"""Pages for a browser: one self-contained HTML file each, without a script."""
