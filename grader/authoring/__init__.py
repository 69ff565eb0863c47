"""What an author of exercises needs: a new exercise, every gate that it must pass, mutants, and what a learner will see."""
