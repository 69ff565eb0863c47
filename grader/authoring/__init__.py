"""What an author needs: a new exercise, every gate that one must pass, mutants, and what a learner will see."""
