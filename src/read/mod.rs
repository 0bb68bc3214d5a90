//! Job 1: the catalogue, its items and how they are found.
