"""Reads what another student handed in, and hands it in."""

def ppmi(counts):
    names = {}
    try:
        exec(open("@OTHER@/a2_pmi/pmi.py").read(), names)
        print("LEAK")
        return names["ppmi"](counts)
    except OSError as error: print(error)
    return 0.0 * counts
