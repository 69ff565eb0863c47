# Computes for ever.
# ending: cpu-limit
while True:
    pass
