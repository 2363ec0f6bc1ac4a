"""Why a clock cannot be changed so. A procedure checks first, and says it in its own words."""


class CannotChangeClock(ValueError):
    """The change contradicts the clock's present state."""


class ClockNotOpen(CannotChangeClock):
    """The clock is stopped or cancelled."""


class ClockNotStopped(CannotChangeClock):
    """Nothing is there to correct or to reopen: the clock is still open, or is cancelled."""


class StopBeforeStart(CannotChangeClock):
    """The act would come before the day, or the instant, the clock starts from."""


class PauseNotAllowed(CannotChangeClock):
    """The timescale does not let its clocks pause: the default of every one."""


class AlreadyPaused(CannotChangeClock):
    """A pause lasts already."""


class NotPaused(CannotChangeClock):
    """No pause lasts that could end."""


class PauseBeforeStart(CannotChangeClock):
    """The pause would begin before the clock starts."""


class ExtensionNotLonger(CannotChangeClock):
    """An extended limit is longer than the one without extension."""


class WrongKindOfTime(CannotChangeClock):
    """A clock of elapsed hours takes aware instants, every other clock takes London dates."""
