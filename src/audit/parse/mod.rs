//! Header values, each to the letter of its standard.
