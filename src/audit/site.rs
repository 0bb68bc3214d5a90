//! Registrable domains: where one site ends and the next begins.
