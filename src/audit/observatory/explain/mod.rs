//! Where the peer parts from the standards, and why.
