//! Job 4: what the answers are worth, as files for people and machines.
