//! Job 2: projects and their progress, from an append-only log.
