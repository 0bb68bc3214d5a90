//! House rules, pages and content as tests.
