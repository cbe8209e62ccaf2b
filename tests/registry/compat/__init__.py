"""Tests of the compatibility engine."""
