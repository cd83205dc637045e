"""Who fits where: ranking, reasons and an allocation with a certificate. Pure: numpy and numba, no I/O, no clock."""
