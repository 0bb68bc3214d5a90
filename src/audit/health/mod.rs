//! Health answers: what a status, a body and headers say about a service.
