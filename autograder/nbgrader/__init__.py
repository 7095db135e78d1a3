"""Labs and gradebook: notebooks that nbgrader releases, marks and keeps the grades of, run in our sandbox.

Nothing is imported here, since nbgrader takes seconds to load: every command imports the module that it needs.
"""
