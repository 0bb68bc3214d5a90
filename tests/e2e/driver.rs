//! A browser's driver program, ended with its browser.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::Capabilities;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
}

impl Engine {
    /// The engines to test: those named by `E2E_BROWSERS`, or those that are installed.
    pub fn wanted() -> Vec<Self> {
        let all = [Self::Chromium, Self::Firefox];
        match std::env::var("E2E_BROWSERS") {
            Ok(names) => {
                let asked = |engine: &Self| names.split(',').any(|name| name == engine.name());
                all.into_iter().filter(asked).collect()
            }
            Err(_) => all.into_iter().filter(|engine| engine.is_installed()).collect(),
        }
    }

    /// Its name, as `E2E_BROWSERS` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
        }
    }

    fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => {
                &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
            }
            Self::Firefox => &["firefox", "firefox-esr"],
        }
    }

    fn is_installed(self) -> bool {
        find(self.programs()).is_some() && find(&[self.driver()]).is_some()
    }
}

/// What differs from a plain start.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether scripts of pages are forbidden; Chromium only.
    pub no_script: bool,
}

/// The running driver program, with a folder of its own.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    folder: PathBuf,
    /// Where it listens.
    pub url: String,
}

impl Driver {
    /// Starts the engine's program on a free port.
    pub fn start(engine: Engine) -> Self {
        let port = free_port();
        let folder = std::env::temp_dir().join(format!("preflight-e2e-{port}"));
        std::fs::create_dir_all(&folder).unwrap();
        let program = find(&[engine.driver()]).unwrap_or_else(|| panic!("{engine:?}: no driver"));
        let mut command = Command::new(program);
        command.arg(format!("--port={port}")).env("TMPDIR", &folder);
        if engine == Engine::Firefox {
            // Its line to the browser; the default is the same for every geckodriver.
            command.arg(format!("--marionette-port={}", free_port()));
        }
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let process = quiet.spawn().unwrap();
        let began = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(
                began.elapsed() < Duration::from_secs(15),
                "{engine:?}'s driver does not listen"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { process, folder, url: format!("http://127.0.0.1:{port}") }
    }

    /// How the browser is to be started.
    pub fn capabilities(&self, engine: Engine, options: &Options) -> Capabilities {
        let text = match engine {
            Engine::Chromium => self.chromium(options),
            Engine::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": find(engine.programs()),
                    "args": ["-headless"],
                    // Nothing is asked of the network but the site and the target.
                    "prefs": {
                        "app.normandy.enabled": false,
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                    },
                },
            }),
        };
        let Value::Object(map) = text else { panic!("{text}") };
        Capabilities::from(map)
    }

    fn chromium(&self, options: &Options) -> Value {
        let profile = format!("--user-data-dir={}", self.folder.join("profile").display());
        let mut given = json!({
            "binary": find(Engine::Chromium.programs()),
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
                "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--window-size=1280,900", profile,
            ],
        });
        if options.no_script {
            given["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        json!({
            "browserName": "chrome",
            "goog:chromeOptions": given,
            "goog:loggingPrefs": { "browser": "ALL" },
        })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The browser was told to quit before; what is left must not outlive the test.
        let ended = self.process.kill().and_then(|()| self.process.wait());
        if let Err(error) = ended.and_then(|_| std::fs::remove_dir_all(&self.folder)) {
            println!("{}: {error}", self.folder.display());
        }
    }
}

/// The first of these programs that is installed; the project's own tools come first.
fn find(names: &[&str]) -> Option<PathBuf> {
    let cargo = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo/bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).chain(cargo).collect();
    let files = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}

/// A port of the loopback that was free a moment ago.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}
