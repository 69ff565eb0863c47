# exercise: dispatch-events
# cause: the handler is called inside the try, so a KeyError raised by the handler itself is lost and default is called although the name is in the table
# line: 13, 14
def night_watch(light, alarm):
    """Which function is to be called for which event."""
    return dict(dusk=light, smoke=alarm)


def dispatch(events, handlers, default):
    """Call a function for each event, in order."""
    for name, detail in events:
        try:
            handlers[name](detail)
        except KeyError:
            default(name, detail)


def switch_on(place):
    print("Light on:", place)


def ring(place):
    print("Fire in the", place)


def wonder(name, detail):
    print("What is this?", name, detail)


if __name__ == "__main__":
    night = [("dusk", "garden"), ("owl", "roof"), ("smoke", "kitchen")]
    dispatch(night, night_watch(switch_on, ring), wonder)
