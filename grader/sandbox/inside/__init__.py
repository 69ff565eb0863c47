"""What runs beside the learner's program, in its process: standard library and the protocol only."""
