raise SystemExit("taken over")
