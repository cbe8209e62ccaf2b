"""Tests of the store: small real repositories, built for each test."""
