//! One directive out of every content security policy, for checks that need no more of them.

/// The value of a directive in each policy of a comma-separated list; `None` where it is absent.
///
/// Of a directive repeated inside one policy the first counts, by CSP Level 3 section 2.2.1.
/// An empty policy counts as none.
pub fn in_each_policy<'a>(serialized: &'a str, name: &str) -> Vec<Option<&'a str>> {
    let policies = serialized.split(',').filter(|policy| !directives(policy).is_empty());
    policies.map(|policy| value_in(policy, name)).collect()
}

fn value_in<'a>(policy: &'a str, name: &str) -> Option<&'a str> {
    let same = |(directive, _): &(&str, &str)| directive.eq_ignore_ascii_case(name);
    directives(policy).into_iter().find(same).map(|(_, value)| value)
}

fn directives(policy: &str) -> Vec<(&str, &str)> {
    let parts = policy.split(';').map(|part| part.trim_matches(is_blank));
    let pairs = parts.filter(|part| !part.is_empty()).map(|part| match part.split_once(is_blank) {
        Some((name, value)) => (name, value.trim_matches(is_blank)),
        None => (part, ""),
    });
    pairs.collect()
}

fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(serialized: &str, want: &[Option<&str>]) {
        assert_eq!(in_each_policy(serialized, "frame-ancestors"), want);
    }

    #[test]
    fn each_policy_answers_by_itself() {
        check("frame-ancestors 'none'", &[Some("'none'")]);
        check("default-src x;\tFRAME-ANCESTORS\t a  b ;frame-ancestors c", &[Some("a  b")]);
        check("frame-ancestors, img-src *, ; ,frame-ancestors *", &[Some(""), None, Some("*")]);
        check("x-frame-ancestors a", &[None]);
        check("", &[]);
    }

    proptest! {
        #[test]
        fn a_list_is_its_policies_in_order(left in "[a-z ;]{0,20}", right in "[a-z ;]{0,20}") {
            let mut want = in_each_policy(&left, "a");
            want.extend(in_each_policy(&right, "a"));
            let both = format!("{left},{right}");
            prop_assert_eq!(in_each_policy(&both, "a"), want);
        }
    }
}
