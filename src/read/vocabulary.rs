//! The closed sets of words that items are described with.

use serde::{Deserialize, Serialize};

/// Declares a closed set: variants, the word in files and addresses, the name on the page.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal, $title:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $(
                #[doc = concat!($title, ".")]
                #[serde(rename = $word)]
                $variant,
            )+
        }

        impl $name {
            /// Every member, in reading order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in files, addresses and JSON.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The name on the page.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }

            /// Reads the word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.word() == word)
            }
        }
    };
}

words! {
    /// A part of production readiness.
    Category {
        Config = "config", "Configuration and secrets";
        Security = "security", "Security";
        Privacy = "privacy", "Privacy and compliance";
        Data = "data", "Database";
        Backup = "backup", "Backup and recovery";
        Runtime = "runtime", "Runtime";
        Reliability = "reliability", "Reliability";
        Performance = "performance", "Performance";
        Infrastructure = "infrastructure", "Infrastructure and scaling";
        Observability = "observability", "Observability";
        Alerting = "alerting", "Alerting and on-call";
        Delivery = "delivery", "Delivery";
        Operations = "operations", "Operations";
        Launch = "launch", "Launch and after";
    }
}

words! {
    /// How much an item matters.
    Severity {
        Must = "must", "Must";
        Should = "should", "Should";
        Could = "could", "Could";
    }
}

words! {
    /// What an app is built with.
    Stack {
        Any = "any", "Any stack";
        FastApi = "fastapi", "FastAPI";
        GraphQl = "graphql", "GraphQL";
        Docker = "docker", "Docker";
        Kubernetes = "k8s", "Kubernetes";
        Nginx = "nginx", "nginx";
        Postgres = "postgres", "PostgreSQL";
        Sqlite = "sqlite", "SQLite";
        Spa = "spa", "Static front end";
    }
}

words! {
    /// How often an item comes round.
    Recurrence {
        Once = "once", "Once";
        EachDeploy = "each-deploy", "Each deploy";
        Daily = "daily", "Daily";
        Weekly = "weekly", "Weekly";
        Monthly = "monthly", "Monthly";
        Quarterly = "quarterly", "Quarterly";
        Annually = "annually", "Yearly";
    }
}

words! {
    /// How an item can be verified.
    VerifyMode {
        Browser = "browser", "In the browser";
        BrowserLimited = "browser-limited", "In the browser, where the target allows";
        Paste = "paste", "From pasted output";
        Script = "script", "By a script";
        Attest = "attest", "By a person, with evidence";
    }
}

words! {
    /// What an open item does to a launch.
    Gate {
        Go = "go", "Needed for go";
        NoGo = "no-go", "Open means no-go";
    }
}

words! {
    /// Where an item comes from.
    Origin {
        Sources = "sources", "The five source checklists";
        Anchor = "anchor", "Other well-known checklists";
    }
}

words! {
    /// Which side of a threshold is good.
    Direction {
        AtLeast = "at-least", "at least";
        AtMost = "at-most", "at most";
        Exactly = "exactly", "exactly";
        Is = "is", "is";
    }
}

impl Category {
    /// What the category holds, in one sentence.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Config => "Settings and secrets live outside the code and are checked at start.",
            Self::Security => "Transport, headers, access, dependencies, and what happens after.",
            Self::Privacy => {
                "Personal data is known, kept no longer than needed, and answered for."
            }
            Self::Data => "The database holds up under load, upkeep and change.",
            Self::Backup => "Data comes back, within the time and loss that were promised.",
            Self::Runtime => "The process starts, stops, reports its health and stays in bounds.",
            Self::Reliability => "One failing part does not take the rest with it.",
            Self::Performance => "Answers stay fast at the load you expect, and a little beyond.",
            Self::Infrastructure => "Machines and networks can be rebuilt, reached and grown.",
            Self::Observability => "Logs, metrics and traces say what happened, and to whom.",
            Self::Alerting => "The right person hears of trouble before the users do.",
            Self::Delivery => "Every change is tested, repeatable, and can be taken back.",
            Self::Operations => "Routine work is written down and done on time.",
            Self::Launch => "The day itself, the week after, and who decides.",
        }
    }
}

impl Severity {
    /// What the word means for a launch.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Must => "Blocks go-live.",
            Self::Should => "Expected; skipping it needs a reason.",
            Self::Could => "An improvement.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for category in Category::ALL {
            assert_eq!(Category::parse(category.word()), Some(*category));
            assert!(category.summary().ends_with('.'));
        }
        assert_eq!(Severity::parse("may"), None);
        assert_eq!(serde_json::to_string(&Stack::Kubernetes).unwrap(), r#""k8s""#);
    }
}
