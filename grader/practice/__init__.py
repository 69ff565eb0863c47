"""Self-paced practice: a workspace, the learner's progress in it, and a session that checks at each save."""
