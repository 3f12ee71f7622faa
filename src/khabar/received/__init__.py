"""What another desk exported with Khabar, read back: each event as the reports it tells of, with their claims."""

from khabar.received.events import EventReader, Received
from khabar.received.files import READABLE
from khabar.received.reports import CODER, Reports, row_of_document
from khabar.received.whereabouts import Whereabouts

__all__ = ["CODER", "READABLE", "EventReader", "Received", "Reports", "Whereabouts", "row_of_document"]
