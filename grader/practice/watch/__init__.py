"""``grader watch``: one session that checks a file at each save, on one screen or line by line.

The session itself (``session``) is data and plain methods. Threads of its own read the keys, wait for saves and grade;
each puts what it has to say into one queue, and the main thread takes it from there, changes the session, and draws.
"""
