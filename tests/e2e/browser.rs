//! One browser with a fresh profile: what a test does in it, and how it waits.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, WebDriver, WebElement, WindowHandle};
use tokio::runtime::Runtime;

use crate::driver::{Driver, Engine, Options};
use crate::site;

/// The longest that a condition is waited for.
const PATIENCE: Duration = Duration::from_secs(15);

/// A browser; it ends with this value.
pub struct Browser {
    runtime: Runtime,
    session: Option<WebDriver>,
    _driver: Driver,
}

/// Runs a scenario in each engine there is.
pub fn in_each(scenario: impl Fn(&Browser)) {
    for engine in Engine::wanted() {
        println!("in {}", engine.name());
        scenario(&Browser::open(engine, &Options::default()));
    }
}

/// Runs a scenario in Chromium, for what only its driver can do.
pub fn in_chromium(scenario: impl Fn(&Browser)) {
    in_chromium_with(&Options::default(), scenario);
}

/// Runs a scenario in Chromium, started in a particular way.
pub fn in_chromium_with(options: &Options, scenario: impl Fn(&Browser)) {
    if Engine::wanted().contains(&Engine::Chromium) {
        scenario(&Browser::open(Engine::Chromium, options));
    } else {
        println!("skipped: no Chromium");
    }
}

impl Browser {
    fn open(engine: Engine, options: &Options) -> Self {
        let driver = Driver::start(engine);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let capabilities = driver.capabilities(engine, options);
        let session = runtime.block_on(WebDriver::new(driver.url.clone(), capabilities));
        let session = session.unwrap_or_else(|error| panic!("{engine:?} did not start: {error}"));
        runtime.block_on(session.set_script_timeout(Duration::from_mins(1))).unwrap();
        Self { runtime, session: Some(session), _driver: driver }
    }

    fn session(&self) -> &WebDriver {
        self.session.as_ref().unwrap()
    }

    #[track_caller]
    fn wait<T>(&self, future: impl Future<Output = WebDriverResult<T>>) -> T {
        self.runtime.block_on(future).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Goes to a page of the site.
    #[track_caller]
    pub fn go(&self, path: &str) {
        self.wait(self.session().goto(format!("{}{path}", site::origin())));
    }

    /// Goes to a page of the site and waits until its islands are awake.
    #[track_caller]
    pub fn visit(&self, path: &str) {
        self.go(path);
        self.ready();
    }

    /// Waits until the islands of the page are awake.
    #[track_caller]
    pub fn ready(&self) {
        self.until("document.documentElement.dataset.ready === ''");
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&self) {
        self.wait(self.session().refresh());
        self.ready();
    }

    /// The value of an expression in the page.
    #[track_caller]
    pub fn value(&self, expression: &str) -> Value {
        self.run(&format!("return ({expression})"), vec![])
    }

    /// Runs statements in the page; `arguments` holds what is passed.
    #[track_caller]
    pub fn run(&self, statements: &str, arguments: Vec<Value>) -> Value {
        self.wait(self.session().execute(statements, arguments)).json().clone()
    }

    /// The value that a promise of the page comes to.
    #[track_caller]
    pub fn promised(&self, expression: &str) -> Value {
        let statements = format!(
            "const done = arguments[arguments.length - 1];
            Promise.resolve({expression}).then(done, (error) => done({{ failed: String(error) }}))"
        );
        self.wait(self.session().execute_async(statements, vec![])).json().clone()
    }

    /// The text of an expression in the page.
    #[track_caller]
    pub fn text(&self, expression: &str) -> String {
        let value = self.value(expression);
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    }

    /// Everything that the page shows.
    #[track_caller]
    pub fn shown(&self) -> String {
        self.text("document.body.innerText")
    }

    /// Waits until an expression in the page holds.
    #[track_caller]
    pub fn until(&self, expression: &str) {
        self.until_within(PATIENCE, expression);
    }

    /// Waits so long, and no longer, until an expression in the page holds.
    #[track_caller]
    pub fn until_within(&self, limit: Duration, expression: &str) {
        let began = Instant::now();
        let test = format!("!!({expression})");
        while self.value(&test) != json!(true) {
            assert!(began.elapsed() < limit, "never held: {expression}\n{}", self.state());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What the page shows and complained of, short enough to read.
    fn state(&self) -> String {
        let shown: String = self.shown().chars().take(2500).collect();
        let complaints: Vec<String> = self.console().into_iter().take(5).collect();
        format!("--- the page\n{shown}\n--- its console\n{}", complaints.join("\n"))
    }

    /// Waits until the page shows a text.
    #[track_caller]
    pub fn until_shown(&self, text: &str) {
        self.until(&format!("document.body.innerText.includes({})", json!(text)));
    }

    /// The element of a selector.
    #[track_caller]
    fn element(&self, selector: &str) -> WebElement {
        self.wait(self.session().find(By::Css(selector)))
    }

    /// Clicks an element, as a reader does.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.wait(self.element(selector).click());
    }

    /// Clicks the button with these words.
    #[track_caller]
    pub fn press(&self, words: &str) {
        let path = format!("//button[normalize-space(.)='{words}']");
        let button = self.wait(self.session().find(By::XPath(path)));
        self.wait(button.click());
    }

    /// Types into a field, in place of what it holds.
    #[track_caller]
    pub fn fill(&self, selector: &str, text: &str) {
        let field = self.element(selector);
        self.wait(field.clear());
        self.wait(field.send_keys(text));
    }

    /// Presses keys where the focus is.
    #[track_caller]
    pub fn keys(&self, keys: &str) {
        let focused = self.wait(self.session().active_element());
        self.wait(focused.send_keys(keys));
    }

    /// Opens a new tab and turns to it; gives the one left and the new one.
    #[track_caller]
    pub fn open_tab(&self) -> [WindowHandle; 2] {
        let left = self.wait(self.session().window());
        let opened = self.wait(self.session().new_tab());
        self.turn_to(&opened);
        [left, opened]
    }

    /// Turns to a tab.
    #[track_caller]
    pub fn turn_to(&self, tab: &WindowHandle) {
        self.wait(self.session().switch_to_window(tab.clone()));
    }

    /// Has a script run in every page from now on, before the page's own; Chromium only.
    #[track_caller]
    pub fn before_pages(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// Asks something of Chromium's developer tools.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.wait(self.session().cdp().send_raw(method, parameters))
    }

    /// What was printed on the console since it was asked last; nothing in Firefox.
    pub fn console(&self) -> Vec<String> {
        match self.runtime.block_on(self.session().browser_log()) {
            Ok(log) => {
                log.into_iter().map(|entry| format!("{} {}", entry.level, entry.message)).collect()
            }
            Err(_) => Vec::new(),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(session) = self.session.take()
            && let Err(error) = self.runtime.block_on(session.quit())
        {
            println!("the browser did not quit: {error}");
        }
    }
}
