//! The append-only log, and how logs merge.

use std::collections::BTreeMap;

use super::event::{Act, Event};
use super::project::ProjectId;
use super::stamp::{Stamp, StampError};

/// Events in the order of their stamps; merging is the union.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    events: BTreeMap<Stamp, Event>,
}

impl Log {
    /// The events, oldest first.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.events.values()
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether nothing was ever done.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The latest stamp that was seen.
    pub fn last(&self) -> Option<&Stamp> {
        self.events.last_key_value().map(|(stamp, _)| stamp)
    }

    /// Writes a new act and returns its event, which is later than every other.
    ///
    /// # Errors
    /// When the writer's name is not one that stamps can carry.
    pub fn write(
        &mut self,
        project: ProjectId,
        act: Act,
        now_ms: u64,
        replica: &str,
    ) -> Result<Event, StampError> {
        let stamp = Stamp::next(self.last(), now_ms, replica)?;
        let event = Event { stamp, project, act };
        self.add(event.clone());
        Ok(event)
    }

    /// Adds an event from elsewhere; returns whether it was new.
    ///
    /// Two events under one stamp can only come from a damaged or forged file. One of them is
    /// kept, the same one whatever the order they arrive in.
    pub fn add(&mut self, event: Event) -> bool {
        match self.events.get(&event.stamp) {
            Some(known) if rank(known) >= rank(&event) => false,
            Some(_) | None => {
                self.events.insert(event.stamp.clone(), event);
                true
            }
        }
    }

    /// Adds every event of another log; returns how many were new.
    pub fn merge(&mut self, other: Self) -> usize {
        other.events.into_values().filter(|event| self.add(event.clone())).count()
    }
}

fn rank(event: &Event) -> (String, String) {
    (event.project.to_string(), format!("{:?}", event.act))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::read::id::ItemId;
    use crate::track::event::State;
    use proptest::prelude::*;

    /// Events over few items, stamps and projects, so that they meet.
    pub fn any_event() -> impl Strategy<Value = Event> {
        (0_u64..6, "[ab]", "[pq]", "[xyz]", 0_usize..4).prop_map(|(ms, who, project, item, at)| {
            Event {
                stamp: Stamp::next(None, ms, &who).unwrap(),
                project: ProjectId::parse(&project).unwrap(),
                act: Act::ItemState {
                    item: ItemId::parse(&item).unwrap(),
                    state: State::ALL[at],
                    rev: 1,
                },
            }
        })
    }

    pub fn any_log() -> impl Strategy<Value = Log> {
        proptest::collection::vec(any_event(), 0..12).prop_map(|events| {
            let mut log = Log::default();
            for event in events {
                log.add(event);
            }
            log
        })
    }

    fn merged(logs: &[&Log]) -> Log {
        let mut all = Log::default();
        for log in logs {
            all.merge((*log).clone());
        }
        all
    }

    proptest! {
        #[test]
        fn merging_is_commutative_associative_and_idempotent(
            a in any_log(), b in any_log(), c in any_log(),
        ) {
            prop_assert_eq!(merged(&[&a, &b]), merged(&[&b, &a]));
            prop_assert_eq!(merged(&[&merged(&[&a, &b]), &c]), merged(&[&a, &merged(&[&b, &c])]));
            prop_assert_eq!(merged(&[&a, &a]), a);
        }

        #[test]
        fn what_is_written_is_always_the_latest(mut log in any_log(), now in 0_u64..9) {
            let before = log.last().cloned();
            let act = Act::ProjectArchived { archived: true };
            let event = log.write(ProjectId::first(), act, now, "c").unwrap();
            prop_assert!(before.is_none_or(|before| before < event.stamp));
            prop_assert_eq!(log.last(), Some(&event.stamp));
        }
    }
}
