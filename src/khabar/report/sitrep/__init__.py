"""The situation report and the one page on what changed, for people who did not ask the questions themselves."""

from khabar.report.sitrep.report import change_report, situation_report

__all__ = ["change_report", "situation_report"]
