//! What a line of the browser's console proves.
//!
//! A page is told "Failed to fetch" and no more; the console of the same browser names the
//! reason. Each engine has its own words, and they change slowly: a line is known by the words
//! that carry the reason, never by the whole.

use serde::Serialize;

/// What a console line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The reason.
    pub cause: Cause,
    /// The value, header or method that the line quotes, where it does.
    pub quoted: Option<String>,
    /// What it proves.
    pub says: &'static str,
    /// What to do.
    pub fix: &'static str,
}

/// The reason that a console line gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Access-Control-Allow-Origin is missing.
    OriginMissing,
    /// It names another origin.
    OriginDiffers,
    /// It has several values.
    OriginSeveral,
    /// It has a value that is no origin.
    OriginInvalid,
    /// It is `*` beside credentials.
    StarWithCredentials,
    /// Access-Control-Allow-Credentials is not `true`.
    CredentialsMissing,
    /// The preflight was answered with a bad status.
    PreflightStatus,
    /// The preflight was redirected.
    PreflightRedirect,
    /// The preflight lacks Access-Control-Allow-Origin.
    PreflightOriginMissing,
    /// The preflight failed for a reason that is not told.
    PreflightFailed,
    /// The method is not listed.
    MethodNotListed,
    /// A request header is not listed.
    HeaderNotListed,
    /// A list holds something that is no name.
    ListInvalid,
    /// A redirect leads to another origin in a way that CORS forbids.
    RedirectForbidden,
    /// The local network may not be reached.
    LocalNetworkDenied,
    /// An https page asked for http.
    MixedContent,
    /// The page's own policy forbids the request.
    OwnPolicy,
    /// Cross-Origin-Resource-Policy forbids embedding.
    ResourcePolicy,
    /// The name is not known.
    NameNotResolved,
    /// Nothing listens on the port.
    ConnectionRefused,
    /// The connection was cut.
    ConnectionReset,
    /// The certificate has expired or is not yet valid.
    CertificateDate,
    /// The certificate's issuer is not trusted.
    CertificateAuthority,
    /// The certificate is for another name.
    CertificateName,
    /// The encryption failed.
    Encryption,
    /// What answered does not speak HTTP.
    NotHttp,
    /// Browsers block this port.
    UnsafePort,
    /// It took too long.
    TimedOut,
    /// The browser is offline.
    Offline,
    /// An extension or a filter blocked it.
    BlockedByClient,
    /// No answer came, for a reason that is not told.
    NoAnswer,
    /// The line says that CORS forbids it, not why.
    SomeCors,
    /// The line says that it failed, not why.
    Nothing,
}

/// Words that carry a reason; the first that all stand in a line counts.
pub(super) const SIGNS: &[(&[&str], Cause)] = &[
    // Chromium: the preflight's own reasons come before those of the answer.
    (&["redirect is not allowed for a preflight request"], Cause::PreflightRedirect),
    (&["preflight", "does not have http ok status"], Cause::PreflightStatus),
    (&["preflight response is not successful"], Cause::PreflightStatus),
    (&["cors preflight response did not succeed"], Cause::PreflightStatus),
    (
        &["preflight request doesn't pass", "no 'access-control-allow-origin'"],
        Cause::PreflightOriginMissing,
    ),
    (&["is not allowed by access-control-allow-methods"], Cause::MethodNotListed),
    (&["did not find method in cors header"], Cause::MethodNotListed),
    (&["is not allowed by access-control-allow-headers"], Cause::HeaderNotListed),
    (
        &["is not allowed according to header", "access-control-allow-headers"],
        Cause::HeaderNotListed,
    ),
    (&["missing token", "access-control-allow-headers"], Cause::HeaderNotListed),
    (&["invalid token", "access-control-allow-"], Cause::ListInvalid),
    (&["cannot parse access-control-allow-"], Cause::ListInvalid),
    (&["must not be the wildcard"], Cause::StarWithCredentials),
    (&["credential is not supported if the cors header"], Cause::StarWithCredentials),
    (&["cannot use wildcard in access-control-allow-origin"], Cause::StarWithCredentials),
    (&["access-control-allow-credentials", "must be 'true'"], Cause::CredentialsMissing),
    (&["expected", "access-control-allow-credentials"], Cause::CredentialsMissing),
    (&["access-control-allow-credentials is not"], Cause::CredentialsMissing),
    (&["contains multiple values"], Cause::OriginSeveral),
    (&["multiple cors header"], Cause::OriginSeveral),
    (&["cannot contain more than one origin"], Cause::OriginSeveral),
    (&["contains the invalid value"], Cause::OriginInvalid),
    (&["not equal to the supplied origin"], Cause::OriginDiffers),
    (&["access-control-allow-origin", "does not match"], Cause::OriginDiffers),
    (&["no 'access-control-allow-origin' header"], Cause::OriginMissing),
    (&["access-control-allow-origin", "missing"], Cause::OriginMissing),
    // WebKit says this of a missing header and of another origin.
    (&["origin", "is not allowed by access-control-allow-origin"], Cause::OriginDiffers),
    (&["external redirect not allowed"], Cause::RedirectForbidden),
    (&["redirection", "denied by cross-origin"], Cause::RedirectForbidden),
    (&["permission was denied for this request to access the"], Cause::LocalNetworkDenied),
    (&["more-private address space"], Cause::LocalNetworkDenied),
    (&["err_blocked_by_local_network_access"], Cause::LocalNetworkDenied),
    (&["mixed content"], Cause::MixedContent),
    (&["blocked loading mixed"], Cause::MixedContent),
    (&["insecure content"], Cause::MixedContent),
    (&["content security policy"], Cause::OwnPolicy),
    (&["content-security-policy"], Cause::OwnPolicy),
    (&["err_blocked_by_response"], Cause::ResourcePolicy),
    (&["cross-origin-resource-policy"], Cause::ResourcePolicy),
    (&["err_name_not_resolved"], Cause::NameNotResolved),
    (&["could not be found", "host"], Cause::NameNotResolved),
    (&["hostname could not be found"], Cause::NameNotResolved),
    (&["err_connection_refused"], Cause::ConnectionRefused),
    (&["could not connect to the server"], Cause::ConnectionRefused),
    (&["err_connection_reset"], Cause::ConnectionReset),
    (&["err_connection_closed"], Cause::ConnectionReset),
    (&["err_empty_response"], Cause::ConnectionReset),
    (&["connection was lost"], Cause::ConnectionReset),
    (&["err_cert_date_invalid"], Cause::CertificateDate),
    (&["err_cert_authority_invalid"], Cause::CertificateAuthority),
    (&["err_cert_common_name_invalid"], Cause::CertificateName),
    (&["certificate for this server is invalid"], Cause::CertificateAuthority),
    (&["err_ssl_"], Cause::Encryption),
    (&["tls error"], Cause::Encryption),
    (&["err_invalid_http_response"], Cause::NotHttp),
    (&["err_unsafe_port"], Cause::UnsafePort),
    (&["restricted network port"], Cause::UnsafePort),
    (&["err_timed_out"], Cause::TimedOut),
    (&["err_connection_timed_out"], Cause::TimedOut),
    (&["timed out"], Cause::TimedOut),
    (&["err_internet_disconnected"], Cause::Offline),
    (&["err_blocked_by_client"], Cause::BlockedByClient),
    (&["cors preflight channel did not succeed"], Cause::PreflightFailed),
    (&["preflight"], Cause::PreflightFailed),
    (&["cors request did not succeed"], Cause::NoAnswer),
    (&["err_address_unreachable"], Cause::NoAnswer),
    (&["err_failed"], Cause::Nothing),
    (&["due to access control checks"], Cause::SomeCors),
    (&["blocked by cors policy"], Cause::SomeCors),
    (&["cross-origin request blocked"], Cause::SomeCors),
    (&["failed to fetch"], Cause::Nothing),
    (&["networkerror when attempting to fetch"], Cause::Nothing),
    (&["load failed"], Cause::Nothing),
];

/// How much of a line is looked at.
const LINE_BYTES_MAX: usize = 4096;

/// Reads a console line; `None` where nothing in it is known.
pub fn decode(line: &str) -> Option<Reading> {
    let line = line.get(..line.floor_char_boundary(LINE_BYTES_MAX)).unwrap_or(line);
    let plain = line.to_ascii_lowercase().replace(['‘', '’', '“', '”', '`', '"'], "'");
    let holds = |(signs, _): &&(&[&str], Cause)| signs.iter().all(|sign| plain.contains(sign));
    let cause = SIGNS.iter().find(holds).map(|(_, cause)| *cause)?;
    let (says, fix) = super::console_words::of(cause);
    Some(Reading { cause, quoted: quoted(line, cause), says, fix })
}

/// What stands before the value that a line quotes.
const MARKS: &[(Cause, &[&str])] = &[
    (Cause::OriginDiffers, &["has a value '", "does not match ‘", "Origin "]),
    (Cause::OriginSeveral, &["multiple values '"]),
    (Cause::OriginInvalid, &["invalid value '"]),
    (Cause::MethodNotListed, &["Method "]),
    (
        Cause::HeaderNotListed,
        &["Request header field ", "missing token ‘", "request header '", "header ‘"],
    ),
    (Cause::ListInvalid, &["invalid token ‘"]),
    (Cause::LocalNetworkDenied, &["to access the `"]),
    (Cause::PreflightStatus, &["Status code: ", "status code "]),
];

/// The value that the line quotes for this reason.
fn quoted(line: &str, cause: Cause) -> Option<String> {
    let (_, after) = MARKS.iter().find(|(known, _)| *known == cause)?;
    let rest = after.iter().find_map(|mark| line.split_once(mark).map(|(_, rest)| rest))?;
    let ends: &[char] =
        if cause == Cause::OriginSeveral { &['\''] } else { &['\'', '’', ' ', '`'] };
    let value = rest.split(ends).next().unwrap_or("").trim_end_matches(['.', ',']);
    (!value.is_empty()).then(|| value.to_owned())
}
