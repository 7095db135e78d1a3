"""Mutation testing: does the hidden suite notice when the reference is made wrong? See docs/mutation.md."""
