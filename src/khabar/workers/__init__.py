"""Processes beside this one: one that dies, or takes longer than it may, costs what it was at and nothing else."""

from khabar.workers.pool import Pool
from khabar.workers.worker import Lost, Ready, Worker

__all__ = ["Lost", "Pool", "Ready", "Worker"]
