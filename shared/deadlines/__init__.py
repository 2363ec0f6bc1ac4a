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
from shared.deadlines.changes import cancel, extend, move, recount, reopen, start, stop
from shared.deadlines.clock import Clock, ClockChange, ClockState
from shared.deadlines.correcting import correct
from shared.deadlines.explaining import ClockRecord, Explanation, Unexplainable, explain
from shared.deadlines.message_form import MessageForm, message_form
from shared.deadlines.pause import Pause
from shared.deadlines.pausing import pause, resume
from shared.deadlines.standing import Duty, Standing, StandingKind, standing, standing_of
from shared.deadlines.steps import (
    AtRevision,
    ChangeStep,
    NotCountedBecause,
    NotCountedStep,
    PauseStep,
    ResultStep,
    RuleStep,
    StartStep,
    Step,
)
from shared.deadlines.timescale import Confidence, Extension, Timescale
from shared.deadlines.units import Direction, Unit

__all__ = [
    "AlreadyPaused",
    "AtRevision",
    "CannotChangeClock",
    "Catalogue",
    "ChangeStep",
    "Clock",
    "ClockChange",
    "ClockNotOpen",
    "ClockNotStopped",
    "ClockRecord",
    "ClockState",
    "Confidence",
    "Direction",
    "Duty",
    "Explanation",
    "Extension",
    "ExtensionNotLonger",
    "MessageForm",
    "NoSuchTimescale",
    "NotCountedBecause",
    "NotCountedStep",
    "NotInForce",
    "NotPaused",
    "Pause",
    "PauseBeforeStart",
    "PauseNotAllowed",
    "PauseStep",
    "ResultStep",
    "RuleStep",
    "Standing",
    "StandingKind",
    "StartStep",
    "Step",
    "StopBeforeStart",
    "Timescale",
    "Unexplainable",
    "Unit",
    "WrongKindOfTime",
    "cancel",
    "correct",
    "explain",
    "extend",
    "message_form",
    "move",
    "pause",
    "recount",
    "reopen",
    "resume",
    "standing",
    "standing_of",
    "start",
    "stop",
]
