"""What a student runs: visible tests, hints, progress, and the archive to hand in. On Linux, macOS and Windows alike.

Nothing here knows a hidden test or a solution. The student's code runs in a process of its own so that it can hang or
die without harm; it is their own code on their own machine, and there is no sandbox.
"""
