//! The features that browsers control, as data.

/// Whether some browser knows the feature, released or in trial.
pub(super) fn is_known(name: &str) -> bool {
    name.starts_with("ch-") || KNOWN.contains(&name) || POWERFUL.contains(&name)
}

/// Whether the feature was withdrawn from browsers.
pub(super) fn is_gone(name: &str) -> bool {
    ["interest-cohort", "document-domain", "vr", "trust-token-redemption"].contains(&name)
}

/// Features that reach the visitor's surroundings, devices, money or keys.
pub(super) const POWERFUL: [&str; 17] = [
    "bluetooth",
    "camera",
    "clipboard-read",
    "digital-credentials-get",
    "display-capture",
    "geolocation",
    "hid",
    "identity-credentials-get",
    "local-network-access",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "serial",
    "usb",
];

/// Source: the feature registry of the W3C permissions-policy repository, and Chromium.
const KNOWN: [&str; 67] = [
    "accelerometer",
    "all-screens-capture",
    "ambient-light-sensor",
    "aria-notify",
    "attribution-reporting",
    "autofill",
    "autoplay",
    "battery",
    "browsing-topics",
    "captured-surface-control",
    "clipboard-write",
    "compute-pressure",
    "controlled-frame",
    "cross-origin-isolated",
    "deferred-fetch",
    "deferred-fetch-minimal",
    "device-attributes",
    "digital-credentials-create",
    "direct-sockets",
    "encrypted-media",
    "execution-while-not-rendered",
    "execution-while-out-of-viewport",
    "fenced-unpartitioned-storage-read",
    "focus-without-user-activation",
    "fullscreen",
    "gamepad",
    "gyroscope",
    "idle-detection",
    "join-ad-interest-group",
    "keyboard-map",
    "language-detector",
    "language-model",
    "local-fonts",
    "local-network",
    "loopback-network",
    "magnetometer",
    "manual-text",
    "media-playback-while-not-visible",
    "navigation-override",
    "on-device-speech-recognition",
    "picture-in-picture",
    "private-aggregation",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "record-ad-auction-events",
    "rewriter",
    "run-ad-auction",
    "screen-wake-lock",
    "shared-storage",
    "shared-storage-select-url",
    "smart-card",
    "speaker-selection",
    "storage-access",
    "sub-apps",
    "summarizer",
    "sync-script",
    "sync-xhr",
    "translator",
    "unload",
    "usb-unrestricted",
    "vertical-scroll",
    "web-app-installation",
    "web-share",
    "window-management",
    "window-placement",
    "writer",
    "xr-spatial-tracking",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, known: bool, gone: bool) {
        assert_eq!((is_known(name), is_gone(name)), (known, gone), "{name}");
    }

    #[test]
    fn features_are_told_apart() {
        check("camera", true, false);
        check("ch-ua-model", true, false);
        check("unload", true, false);
        check("interest-cohort", false, true);
        check("camer", false, false);
    }

    #[test]
    fn the_lists_are_sorted_and_disjoint() {
        assert!(KNOWN.is_sorted() && POWERFUL.is_sorted());
        assert!(POWERFUL.iter().all(|name| !KNOWN.contains(name)));
    }
}
