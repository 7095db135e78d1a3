"""The course as its authors write it: solutions, tasks, handouts, misconceptions."""
