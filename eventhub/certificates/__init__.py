"""Certificates of participation: hours counted from attendance, a number, and a public check.

A one-day event gives a certificate with academic hours, never a diploma of further training (that starts at 16 hours).
"""
