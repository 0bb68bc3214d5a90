//! Which directive decides about what, by the fallbacks of CSP level 3, section 6.8.3.

use super::policy::{Directive, Policy};

/// What a policy can decide about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `script` elements and `javascript:` addresses.
    Script,
    /// Event handlers in attributes.
    ScriptAttribute,
    /// `style` elements and style sheets.
    Style,
    /// `style` attributes.
    StyleAttribute,
    /// Images.
    Image,
    /// Fonts.
    Font,
    /// Sound, video and tracks.
    Media,
    /// `fetch`, `XMLHttpRequest`, web sockets, beacons.
    Connect,
    /// Frames in the page.
    Frame,
    /// Workers of all kinds.
    Worker,
    /// Plugins.
    Object,
    /// The web app manifest.
    Manifest,
    /// What is fetched ahead.
    Prefetch,
    /// The `base` element.
    BaseUri,
    /// Where forms go.
    FormAction,
    /// The pages that may frame this one.
    FrameAncestors,
}

impl Kind {
    /// Every kind, in reading order.
    pub const ALL: [Self; 16] = [
        Self::Script,
        Self::ScriptAttribute,
        Self::Style,
        Self::StyleAttribute,
        Self::Image,
        Self::Font,
        Self::Media,
        Self::Connect,
        Self::Frame,
        Self::Worker,
        Self::Object,
        Self::Manifest,
        Self::Prefetch,
        Self::BaseUri,
        Self::FormAction,
        Self::FrameAncestors,
    ];

    /// The directives that can decide, the first that is there deciding.
    pub fn chain(self) -> &'static [&'static str] {
        match self {
            Self::Script => &["script-src-elem", "script-src", "default-src"],
            Self::ScriptAttribute => &["script-src-attr", "script-src", "default-src"],
            Self::Style => &["style-src-elem", "style-src", "default-src"],
            Self::StyleAttribute => &["style-src-attr", "style-src", "default-src"],
            Self::Image => &["img-src", "default-src"],
            Self::Font => &["font-src", "default-src"],
            Self::Media => &["media-src", "default-src"],
            Self::Connect => &["connect-src", "default-src"],
            Self::Frame => &["frame-src", "child-src", "default-src"],
            Self::Worker => &["worker-src", "child-src", "script-src", "default-src"],
            Self::Object => &["object-src", "default-src"],
            Self::Manifest => &["manifest-src", "default-src"],
            Self::Prefetch => &["default-src"],
            Self::BaseUri => &["base-uri"],
            Self::FormAction => &["form-action"],
            Self::FrameAncestors => &["frame-ancestors"],
        }
    }

    /// The most particular directive about it.
    pub fn directive(self) -> &'static str {
        self.chain().first().copied().unwrap_or("default-src")
    }
}

impl Policy {
    /// The directive that decides about a kind; `None` where the policy leaves it open.
    pub fn in_force(&self, kind: Kind) -> Option<&Directive> {
        kind.chain().iter().find_map(|name| self.directive(name))
    }

    /// The directive that decides about `eval`, which knows nothing of `-elem` and `-attr`.
    pub fn for_eval(&self) -> Option<&Directive> {
        self.directive("script-src").or_else(|| self.directive("default-src"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::csp::policy::Policies;

    #[track_caller]
    fn check(value: &str, kind: Kind, want: Option<&str>) {
        let policies = Policies::of_value(value);
        let got = policies.policies[0].in_force(kind).map(|directive| directive.name.as_str());
        assert_eq!(got, want, "{value}");
    }

    #[test]
    fn the_most_particular_directive_decides() {
        check("script-src-attr a; script-src b", Kind::ScriptAttribute, Some("script-src-attr"));
        check("script-src b; default-src c", Kind::Script, Some("script-src"));
        check("script-src b; child-src a", Kind::Worker, Some("child-src"));
        check("script-src b; default-src a", Kind::Worker, Some("script-src"));
        check("child-src b; default-src a", Kind::Frame, Some("child-src"));
        check("style-src-elem b", Kind::StyleAttribute, None);
    }

    #[test]
    fn some_directives_have_no_fallback() {
        for kind in [Kind::BaseUri, Kind::FormAction, Kind::FrameAncestors] {
            check("default-src 'none'", kind, None);
        }
    }

    #[test]
    fn every_kind_is_named_by_a_directive() {
        for kind in Kind::ALL {
            assert!(crate::audit::csp::names::is_directive(kind.directive()));
        }
    }
}
