import sys

sys.exit("pmi was renamed")
