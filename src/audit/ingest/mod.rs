//! From pasted text and HAR files to evidence.
