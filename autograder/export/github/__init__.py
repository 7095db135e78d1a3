"""Grading pull requests, in four steps of which no one has both a pull request's code and something to lose.

`collect` runs in the pull request's own job, which has no secret. `fetch`, `grade` and `publish` run in the base repository's job:
`fetch` takes the collected files as hostile data, `grade` has no token, `publish` says what came out. See docs/github.md.
"""
