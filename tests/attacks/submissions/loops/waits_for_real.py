# Waits for a signal that never comes, in real time, without computing.
# against: script
# ending: wall-limit waiting-on-signal killed
# status: failed ungraded
import signal

signal.sigwait([signal.SIGUSR1])
