//! Policies as values: what was sent, where each part of it stands, what a browser drops.

/// Every policy of one response, in the order a browser meets them. All of them apply at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policies {
    /// Header policies first, then those of `meta` elements.
    pub policies: Vec<Policy>,
    /// Policies in `meta` elements that a browser does not apply.
    pub unused: Vec<UnusedMeta>,
}

/// One policy: directives that a browser applies, and what it drops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Whether it blocks or only reports.
    pub disposition: Disposition,
    /// How it was sent.
    pub delivery: Delivery,
    /// The text it was read from.
    pub text: String,
    /// The directives in force, in order.
    pub directives: Vec<Directive>,
    /// Directives that are written but not in force.
    pub dropped: Vec<Dropped>,
}

/// Whether a policy blocks or only reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// `Content-Security-Policy`
    Enforce,
    /// `Content-Security-Policy-Report-Only`
    Report,
}

/// How a policy was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// In a header field.
    Header,
    /// In a `meta` element of the page.
    Meta {
        /// Whether a `script` element stands before it, which it does not govern.
        after_script: bool,
    },
}

/// A directive and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The name in lower case.
    pub name: String,
    /// The values as written, in order.
    pub values: Vec<Word>,
    /// Where the directive begins, in bytes of [`Policy::text`].
    pub at: usize,
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The value as written.
    pub text: String,
    /// Where it begins, in bytes of [`Policy::text`].
    pub at: usize,
}

/// A directive that is written but not in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// What was written.
    pub directive: Directive,
    /// Why it is not in force.
    pub why: WhyDropped,
}

/// Why a directive is not in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyDropped {
    /// One of the same name stands before it.
    Repeated,
    /// It holds a character outside ASCII, such as a curly quotation mark.
    NotAscii,
    /// A `meta` element cannot carry it.
    NotInMeta,
}

/// A `meta` element that carries a policy in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedMeta {
    /// Its content.
    pub text: String,
    /// Why a browser passes over it.
    pub why: WhyUnused,
}

/// Why a browser passes over a policy in a `meta` element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyUnused {
    /// Report-only policies work in a header field only.
    ReportOnly,
    /// It stands outside the `head`.
    OutsideHead,
}

impl Policies {
    /// The policies that block. One without a directive in force is none.
    pub fn enforced(&self) -> impl Iterator<Item = &Policy> + Clone {
        self.in_force(Disposition::Enforce)
    }

    /// The policies that only report.
    pub fn report_only(&self) -> impl Iterator<Item = &Policy> + Clone {
        self.in_force(Disposition::Report)
    }

    fn in_force(&self, disposition: Disposition) -> impl Iterator<Item = &Policy> + Clone {
        let wanted = move |policy: &&Policy| {
            policy.disposition == disposition && !policy.directives.is_empty()
        };
        self.policies.iter().filter(wanted)
    }

    /// Whether nothing is enforced.
    pub fn is_unenforced(&self) -> bool {
        self.enforced().next().is_none()
    }
}

impl Policy {
    /// A directive in force, by its name in lower case.
    pub fn directive(&self, name: &str) -> Option<&Directive> {
        self.directives.iter().find(|directive| directive.name == name)
    }

    /// Whether it was sent in the page itself.
    pub fn is_from_meta(&self) -> bool {
        match self.delivery {
            Delivery::Meta { .. } => true,
            Delivery::Header => false,
        }
    }

    /// Whether a directive of this name is in force.
    pub fn has(&self, name: &str) -> bool {
        self.directive(name).is_some()
    }
}

impl Directive {
    /// Whether a value stands in it, compared without case.
    pub fn has(&self, value: &str) -> bool {
        self.values.iter().any(|word| word.text.eq_ignore_ascii_case(value))
    }

    /// Whether it is `'none'` alone, or empty, which means the same for a source list.
    pub fn is_none(&self) -> bool {
        match self.values.as_slice() {
            [] => true,
            [only] => only.text.eq_ignore_ascii_case("'none'"),
            [_, ..] => false,
        }
    }

    /// The directive as written: its name and values.
    pub fn quote(&self) -> String {
        let words = self.values.iter().map(|word| word.text.as_str());
        std::iter::once(self.name.as_str()).chain(words).collect::<Vec<_>>().join(" ")
    }
}
