//! The page's one copy of the log, and how it is kept.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::channel::Channel;
use crate::browser::storage::{self, StorageError};
use crate::browser::{clock, page, preference, random};
use crate::track::event::{Act, Event};
use crate::track::progress::Progress;
use crate::track::project::{Project, ProjectId, projects};
use crate::track::saved::{self, Kept};

/// What is shared by every island of the page.
#[derive(Clone)]
pub struct State {
    /// Everything that was kept, and what was done since.
    pub kept: ArcRwSignal<Kept>,
    /// The project that is looked at.
    pub current: ArcRwSignal<ProjectId>,
    /// How far keeping has come.
    pub keeping: ArcRwSignal<Keeping>,
    /// The current project's progress.
    pub progress: ArcMemo<Progress>,
    inner: Rc<Inner>,
}

/// How far keeping has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// The store was not read yet.
    Loading,
    /// Everything is kept.
    Kept,
    /// A write is under way.
    Saving,
    /// The store could not be read or written; what was done since is in this tab only.
    Failed(StorageError),
}

/// The preference that holds the current project.
const CURRENT: &str = "preflight-project";

struct Inner {
    replica: OnceCell<String>,
    channel: OnceCell<Channel>,
    pending: RefCell<Vec<Event>>,
    saving: Cell<bool>,
}

thread_local! {
    static STATE: OnceCell<State> = const { OnceCell::new() };
}

impl State {
    /// The state of this page. Nothing is read before [`State::wake`].
    pub fn of_page() -> Self {
        STATE.with(|state| state.get_or_init(Self::new).clone())
    }

    fn new() -> Self {
        let kept = ArcRwSignal::new(Kept::default());
        let current = ArcRwSignal::new(ProjectId::first());
        let (log, project) = (kept.clone(), current.clone());
        let progress = ArcMemo::new(move |_| Progress::of(&log.read().log, &project.read()));
        let inner = Inner {
            replica: OnceCell::new(),
            channel: OnceCell::new(),
            pending: RefCell::default(),
            saving: Cell::new(false),
        };
        let keeping = ArcRwSignal::new(Keeping::Loading);
        Self { kept, current, keeping, progress, inner: Rc::new(inner) }
    }

    /// Reads the store once, and listens to the other tabs from then on.
    pub fn wake(&self) {
        if self.inner.channel.get().is_some() {
            return;
        }
        let heard = self.clone();
        let channel = Channel::open("preflight-log", move |text| heard.hear(&text));
        if self.inner.channel.set(channel).is_err() {
            return;
        }
        let shown = self.clone();
        page::on_shown(move || shown.reload());
        if let Some(project) = preference::get(CURRENT).and_then(|id| ProjectId::parse(&id).ok()) {
            self.current.set(project);
        }
        self.reload();
    }

    /// Every project, as the log tells them.
    pub fn projects(&self) -> Vec<Project> {
        projects(&self.kept.read().log)
    }

    /// Looks at another project.
    pub fn choose(&self, project: ProjectId) {
        preference::set(CURRENT, project.as_str());
        self.current.set(project);
    }

    /// Does something to the current project.
    pub fn act(&self, act: Act) {
        let project = self.current.get_untracked();
        self.act_on(|_stamp| project, act);
    }

    /// Makes a project and looks at it.
    pub fn create(&self, act: Act) {
        if let Some(project) = self.act_on(ProjectId::of, act) {
            self.choose(project);
        }
    }

    fn act_on(
        &self,
        project: impl FnOnce(&crate::track::stamp::Stamp) -> ProjectId,
        act: Act,
    ) -> Option<ProjectId> {
        let replica = self.inner.replica.get_or_init(random::replica);
        let now_ms = clock::now_ms();
        let written = self.kept.try_update(|kept| {
            let next = crate::track::stamp::Stamp::next(kept.log.last(), now_ms, replica)?;
            kept.log.write(project(&next), act, now_ms, replica)
        });
        let Some(Ok(event)) = written else { return None };
        let project = event.project.clone();
        self.inner.pending.borrow_mut().push(event);
        self.save();
        Some(project)
    }

    /// Writes what is not kept yet; called again by itself while there is more.
    pub fn save(&self) {
        if self.inner.saving.replace(true) {
            return;
        }
        self.keeping.set(Keeping::Saving);
        let state = self.clone();
        leptos::task::spawn_local(async move {
            let outcome = state.save_pending().await;
            state.inner.saving.set(false);
            state.keeping.set(match outcome {
                Ok(()) => Keeping::Kept,
                Err(error) => Keeping::Failed(error),
            });
        });
    }

    async fn save_pending(&self) -> Result<(), StorageError> {
        loop {
            let events = self.inner.pending.borrow().clone();
            if events.is_empty() {
                return Ok(());
            }
            let records = records(&events)?;
            storage::write(&records).await?;
            self.inner.pending.borrow_mut().retain(|event| !events.contains(event));
            let keys: Vec<String> = records.into_iter().map(|(key, _)| key).collect();
            if let Some(channel) = self.inner.channel.get() {
                channel.tell(&keys.join(" "));
            }
        }
    }

    /// Reads the whole store and adds what is new.
    pub fn reload(&self) {
        let state = self.clone();
        leptos::task::spawn_local(async move {
            match storage::all().await {
                Ok(texts) => state.add(&texts),
                Err(error) => state.keeping.set(Keeping::Failed(error)),
            }
        });
    }

    fn hear(&self, keys: &str) {
        let keys: Vec<String> = keys.split(' ').map(str::to_owned).collect();
        let state = self.clone();
        leptos::task::spawn_local(async move {
            if let Ok(texts) = storage::some(&keys).await {
                state.add(&texts);
            }
        });
    }

    fn add(&self, texts: &[String]) {
        let found = saved::decode_all(texts.iter().map(String::as_str));
        self.kept.update(|kept| {
            kept.log.merge(found.log);
            for unread in found.unread {
                if !kept.unread.contains(&unread) {
                    kept.unread.push(unread);
                }
            }
        });
        if *self.keeping.read_untracked() == Keeping::Loading {
            self.keeping.set(Keeping::Kept);
        }
    }
}

fn records(events: &[Event]) -> Result<Vec<(String, String)>, StorageError> {
    let record = |event: &Event| {
        let text =
            saved::encode(event).map_err(|error| StorageError::Refused(error.to_string()))?;
        Ok((event.stamp.to_string(), text))
    };
    events.iter().map(record).collect()
}
