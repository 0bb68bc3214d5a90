//! Does every way in lead to https, and by a short road?

mod chain;
mod health_redirect;
mod http_redirect;
mod redirect_chain;
mod redirect_status;

use crate::audit::check::Check;

pub(super) static CHECKS: &[Check] =
    &[http_redirect::CHECK, redirect_status::CHECK, redirect_chain::CHECK, health_redirect::CHECK];
