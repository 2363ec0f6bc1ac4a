"""Statutory time limits, and the clocks that run under them and can explain themselves."""

from shared.deadlines.cannot_change import (
    AlreadyPaused,
    CannotChangeClock,
    ClockNotOpen,
    ClockNotStopped,
    ExtensionNotLonger,
    NotPaused,
    PauseBeforeStart,
    PauseNotAllowed,
    StopBeforeStart,
    WrongKindOfTime,
)
from shared.deadlines.catalogue import Catalogue, NoSuchTimescale, NotInForce
from shared.deadlines.changes import cancel, correct, extend, move, recount, reopen, start, stop
from shared.deadlines.clock import Clock, ClockChange, ClockState
from shared.deadlines.message_form import MessageForm, message_form
from shared.deadlines.pause import Pause
from shared.deadlines.pausing import pause, resume
from shared.deadlines.standing import Standing, StandingKind, standing
from shared.deadlines.timescale import Confidence, Extension, Timescale
from shared.deadlines.units import Direction, Unit

__all__ = [
    "AlreadyPaused",
    "CannotChangeClock",
    "Catalogue",
    "Clock",
    "ClockChange",
    "ClockNotOpen",
    "ClockNotStopped",
    "ClockState",
    "Confidence",
    "Direction",
    "Extension",
    "ExtensionNotLonger",
    "MessageForm",
    "NoSuchTimescale",
    "NotInForce",
    "NotPaused",
    "Pause",
    "PauseBeforeStart",
    "PauseNotAllowed",
    "Standing",
    "StandingKind",
    "StopBeforeStart",
    "Timescale",
    "Unit",
    "WrongKindOfTime",
    "cancel",
    "correct",
    "extend",
    "message_form",
    "move",
    "pause",
    "recount",
    "reopen",
    "resume",
    "standing",
    "start",
    "stop",
]
