"""Course grading: from what a course team was given to grades, feedback and a picture of the class."""
