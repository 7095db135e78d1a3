"""The untrusted side: what runs in the process of student code. Imports nothing of the grader."""
