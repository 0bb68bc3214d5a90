//! What MDN's HTTP Observatory (algorithm 6) would say.
