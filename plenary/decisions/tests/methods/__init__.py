"""Tests of the methods of counting."""
