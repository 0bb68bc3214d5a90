//! The words for each reason that a console line gives.

use super::console::Cause;

/// What each reason proves and what to do about it.
const WORDS: &[(Cause, &str, &str)] = &[
    (
        Cause::OriginMissing,
        "The server answered without Access-Control-Allow-Origin.",
        "Send the header on this answer; on nginx with `always`, so that errors carry it too.",
    ),
    (
        Cause::OriginDiffers,
        "The server answered, and its Access-Control-Allow-Origin does not let this page in.",
        "Add the page's origin to the allowlist, exactly as the browser sends it.",
    ),
    (
        Cause::OriginSeveral,
        "Access-Control-Allow-Origin was sent with two values.",
        "Let either the proxy or the app add the header, not both.",
    ),
    (
        Cause::OriginInvalid,
        "Access-Control-Allow-Origin holds something that is no origin.",
        "Send *, or scheme, host and port without a slash at the end.",
    ),
    (
        Cause::StarWithCredentials,
        "The request carries credentials, and * does not go with them.",
        "Answer with the one listed origin and Vary: Origin, or ask without credentials.",
    ),
    (
        Cause::CredentialsMissing,
        "The request carries credentials, and the server does not allow them.",
        "Send Access-Control-Allow-Credentials: true to listed origins, or ask without.",
    ),
    (
        Cause::PreflightStatus,
        "The OPTIONS request was answered with a status that is not 2xx.",
        "Answer OPTIONS with 204 before authentication and routing.",
    ),
    (
        Cause::PreflightRedirect,
        "The OPTIONS request was redirected, which browsers forbid.",
        "Call the final address: https, with or without the slash at the end.",
    ),
    (
        Cause::PreflightOriginMissing,
        "The OPTIONS request was answered without Access-Control-Allow-Origin.",
        "Send the CORS headers on OPTIONS too.",
    ),
    (
        Cause::PreflightFailed,
        "The OPTIONS request failed.",
        "Answer OPTIONS with 204 and the CORS headers; look at it in the network panel.",
    ),
    (
        Cause::MethodNotListed,
        "The preflight passed for the origin; the method is not listed.",
        "Name the method in Access-Control-Allow-Methods, in upper case.",
    ),
    (
        Cause::HeaderNotListed,
        "The preflight passed for the origin and the method; a request header is not listed.",
        "Name the header in Access-Control-Allow-Headers.",
    ),
    (
        Cause::ListInvalid,
        "A list of the preflight holds something that is no name.",
        "Separate the names by commas.",
    ),
    (
        Cause::RedirectForbidden,
        "A redirect leads to another origin in a way that CORS forbids.",
        "Call the final address directly.",
    ),
    (
        Cause::LocalNetworkDenied,
        "The target lies in the local network, and the browser refused. Nothing was sent.",
        "Allow the local network for this site, or run Preflight from http://localhost.",
    ),
    (
        Cause::MixedContent,
        "An https page may not call an http address. Nothing was sent.",
        "Use https, or run Preflight from http://localhost.",
    ),
    (
        Cause::OwnPolicy,
        "The page's own Content-Security-Policy forbids the request. Nothing was sent.",
        "Add the target to connect-src of the page.",
    ),
    (
        Cause::ResourcePolicy,
        "The server answered and forbids embedding (Cross-Origin-Resource-Policy).",
        "Send cross-origin there if other sites are meant to load it.",
    ),
    (Cause::NameNotResolved, "The name is not known.", "Check the spelling and the DNS."),
    (
        Cause::ConnectionRefused,
        "Nothing listens on that port.",
        "Start the server, or check the port.",
    ),
    (
        Cause::ConnectionReset,
        "The connection was cut before an answer came.",
        "Look for a crash, a firewall, or https spoken to an http port.",
    ),
    (Cause::CertificateDate, "The certificate has expired.", "Renew the certificate."),
    (
        Cause::CertificateAuthority,
        "The certificate's issuer is not trusted.",
        "Use a public issuer and send the whole chain.",
    ),
    (Cause::CertificateName, "The certificate is for another name.", "Issue one for this name."),
    (Cause::Encryption, "The encrypted connection failed.", "Check that this port speaks https."),
    (Cause::NotHttp, "What answers does not speak HTTP.", "Check the port."),
    (Cause::UnsafePort, "Browsers block this port. Nothing was sent.", "Serve on another port."),
    (Cause::TimedOut, "No answer came in time.", "Check firewall and load."),
    (Cause::Offline, "The browser is offline.", "Connect, and try again."),
    (
        Cause::BlockedByClient,
        "An extension or a filter of the browser blocked the request.",
        "Try without extensions.",
    ),
    (
        Cause::NoAnswer,
        "No answer came: name, port, certificate or connection. It is not about CORS headers.",
        "Open the address in a tab to see which.",
    ),
    (
        Cause::SomeCors,
        "The browser keeps the answer from the page; the line does not say why.",
        "Paste the whole line, or the output of curl -i.",
    ),
    (
        Cause::Nothing,
        "This is all that a page is told; it does not say why.",
        "Look for another line beside it in the console, and paste that.",
    ),
];

/// What a reason proves and what to do about it.
pub(super) fn of(cause: Cause) -> (&'static str, &'static str) {
    let words = WORDS.iter().find(|(known, _, _)| *known == cause);
    words.map_or(("", ""), |(_, says, fix)| (says, fix))
}

#[cfg(test)]
mod tests {
    use super::super::console::decode;
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(line: &str, cause: Cause, quoted: Option<&str>) {
        let reading = decode(line).unwrap();
        assert_eq!(reading.cause, cause);
        assert_eq!(reading.quoted.as_deref(), quoted);
    }

    #[test]
    fn every_reason_has_words() {
        for (signs, cause) in super::super::console::SIGNS {
            assert!(!of(*cause).0.is_empty(), "{signs:?}");
        }
    }

    #[test]
    fn chromium_is_understood() {
        let from = "Access to fetch at 'https://a.example/' from origin 'https://b.example' has \
                    been blocked by CORS policy:";
        let before = "Response to preflight request doesn't pass access control check:";
        let none = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
        check(&format!("{from} {none}"), Cause::OriginMissing, None);
        check(&format!("{from} {before} {none}"), Cause::PreflightOriginMissing, None);
        check(
            &format!("{from} {before} It does not have HTTP ok status."),
            Cause::PreflightStatus,
            None,
        );
        check(
            &format!(
                "{from} The 'Access-Control-Allow-Origin' header has a value \
                      'https://c.example' that is not equal to the supplied origin."
            ),
            Cause::OriginDiffers,
            Some("https://c.example"),
        );
        check(
            &format!("{from} The header contains multiple values '*, *', but only one is allowed."),
            Cause::OriginSeveral,
            Some("*, *"),
        );
        check(
            &format!(
                "{from} Request header field x-a is not allowed by \
                      Access-Control-Allow-Headers in preflight response."
            ),
            Cause::HeaderNotListed,
            Some("x-a"),
        );
        check("GET https://a.example/ net::ERR_CERT_DATE_INVALID", Cause::CertificateDate, None);
    }

    #[test]
    fn firefox_is_understood() {
        let from = "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the \
                    remote resource at https://a.example/. (Reason:";
        check(
            &format!(
                "{from} CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200."
            ),
            Cause::OriginMissing,
            None,
        );
        check(
            &format!(
                "{from} CORS header ‘Access-Control-Allow-Origin’ does not match \
                      ‘https://c.example’)."
            ),
            Cause::OriginDiffers,
            Some("https://c.example"),
        );
        check(
            &format!("{from} CORS request did not succeed). Status code: (null)."),
            Cause::NoAnswer,
            None,
        );
        check(
            &format!("{from} expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’)."),
            Cause::CredentialsMissing,
            None,
        );
    }

    #[test]
    fn webkit_is_understood() {
        check(
            "Origin https://b.example is not allowed by Access-Control-Allow-Origin. Status code: 200",
            Cause::OriginDiffers,
            Some("https://b.example"),
        );
        check(
            "Preflight response is not successful. Status code: 405",
            Cause::PreflightStatus,
            Some("405"),
        );
        check(
            "Fetch API cannot load https://a.example/ due to access control checks.",
            Cause::SomeCors,
            None,
        );
    }

    proptest! {
        #[test]
        fn any_line_is_looked_at(line in "\\PC{0,60}") {
            let reading = decode(&line);
            prop_assert!(reading.is_none_or(|reading| !reading.says.is_empty()));
        }
    }
}
