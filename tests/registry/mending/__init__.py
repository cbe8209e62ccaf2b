"""Tests of mends."""
