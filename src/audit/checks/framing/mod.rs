//! Who may show the answer inside a frame?

mod agreement;
mod ancestors;
mod protection;

use crate::audit::check::Check;

pub(super) static CHECKS: &[Check] = &[protection::CHECK, agreement::CHECK];

const CSP: &str = "Content-Security-Policy";
const XFO: &str = "X-Frame-Options";
