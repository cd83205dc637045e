"""The atlas for whoever goes on calculating: tables with the meaning of each column, a workbook, a catalogue."""

from .catalogue import catalogue
from .tables import TABLES, Asked, Table, as_csv, as_json, dated_address
from .workbook import workbook

__all__ = ["TABLES", "Asked", "Table", "as_csv", "as_json", "catalogue", "dated_address", "workbook"]
