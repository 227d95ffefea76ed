//! How a site is looked for: modes, jobs, and the processes that do them.

use std::{
    env, fmt,
    io::{Read, Write},
    process::{Command, Stdio, exit},
    thread::sleep,
    time::{Duration, Instant},
};

use ferrous::{Fuel, Stress};
use ferrous_core::site::{self, Site};

use crate::{
    host,
    script_support::{self, Script},
    table,
};

/// The environment variable that tells a process its job.
pub const JOB: &str = "FERROUS_MUTATION_JOB";

/// What takes longer hangs: with everything there is, a mode takes half a minute.
const PATIENCE: Duration = Duration::from_secs(300);

/// The exit code of a job in which a script has printed something else than its answers.
const WRONG_ANSWER: i32 = 3;

/// A way of looking.
#[derive(Copy, Clone, Debug)]
pub struct Mode {
    pub name: &'static str,
    stress: fn(u64) -> Stress,
    /// Whether colours are looked at after each slice.
    verifies: bool,
    /// How often, with other seeds each time.
    seeds: u64,
    /// Fuel after which each script is left.
    most: u64,
}

/// All ways, the least likely one first.
pub const MODES: &[Mode] = &[
    Mode {
        name: "cycles",
        stress: |_| Stress::Cycles,
        verifies: false,
        seeds: 1,
        // A cycle takes a hundred times as long as an increment.
        most: 1_500,
    },
    Mode {
        name: "increments",
        stress: |_| Stress::Increments,
        verifies: false,
        seeds: 2,
        most: Fuel::MAX,
    },
    Mode {
        name: "mixed",
        stress: Stress::Mixed,
        verifies: false,
        seeds: 5,
        most: Fuel::MAX,
    },
    Mode {
        name: "verified",
        stress: Stress::Mixed,
        verifies: true,
        seeds: 10,
        most: Fuel::MAX,
    },
];

/// What one process does.
#[derive(Clone, Debug)]
pub struct Job {
    mode: Mode,
    seed: u64,
    /// The script or host program, or nothing: all of them.
    program: Option<String>,
}

impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let program = self.program.as_deref().unwrap_or("all");
        write!(f, "{} {} {program}", self.mode.name, self.seed)
    }
}

impl Job {
    pub fn new(mode: Mode, seed: u64, program: &str) -> Self {
        Self {
            mode,
            seed,
            program: Some(program.to_owned()).filter(|program| program != "all"),
        }
    }

    /// What `Display` has written.
    pub fn parse(text: &str) -> Self {
        let mut words = text.splitn(3, ' ');
        let mut word = || words.next().expect("a mode, a seed and a program");
        let name = word();
        let mode = MODES.iter().find(|mode| mode.name == name).expect("a mode");
        let seed = word().parse().expect("a seed");
        Self::new(*mode, seed, word())
    }

    /// Does it, in this process: ends it where a script has gone wrong. What is about to run is printed before.
    pub fn run(&self) {
        let mode = script_support::Mode {
            stress: (self.mode.stress)(self.seed),
            most: self.mode.most,
            seed: self.seed,
            tail_calls: self.seed.is_multiple_of(2),
            ..script_support::Mode::PLAIN
        };
        let is_wanted = |name: &str| self.program.as_ref().is_none_or(|program| program == name);
        for (name, program) in host::PROGRAMS {
            if is_wanted(name) {
                announce(name);
                program(&mode);
            }
        }
        for script in in_order() {
            if is_wanted(&script.name) {
                announce(&script.name);
                let run = script_support::run(&script, mode);
                let is_right = match run.is_cut {
                    true => script.answers.starts_with(&run.printed),
                    false => script.answers == run.printed,
                };
                if !is_right {
                    exit(WRONG_ANSWER);
                }
            }
        }
    }

    /// Does it in another process; answers how it went wrong, if it did.
    pub fn spawn(&self, left_out: Option<Site>) -> Option<String> {
        self.watch(left_out).map(|(how, _)| how)
    }

    /// The same, and the script that it was at.
    fn watch(&self, left_out: Option<Site>) -> Option<(String, String)> {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .current_dir(script_support::root())
            .env(JOB, self.to_string())
            .env(site::CHOICE, left_out.map_or("", Site::name))
            .env(
                site::VERIFIER,
                if self.mode.verifies {
                    "always"
                } else {
                    "never"
                },
            )
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("this program can be run");
        let begun = Instant::now();
        let mut output = child.stdout.take().expect("it is piped");
        let mut errors = child.stderr.take().expect("it is piped");
        let output = std::thread::spawn(move || text_of(&mut output));
        let errors = std::thread::spawn(move || text_of(&mut errors));
        let status = loop {
            match child.try_wait().expect("a child") {
                Some(status) => break Some(status),
                None if begun.elapsed() > PATIENCE => {
                    child.kill().expect("a child");
                    child.wait().expect("a child");
                    break None;
                }
                None => sleep(Duration::from_millis(2)),
            }
        };
        let output = output.join().expect("a reader");
        let errors = errors.join().expect("a reader");
        let at = output.lines().last().unwrap_or("all").to_owned();
        let how = match status {
            None => "it hangs".to_owned(),
            Some(status) if status.success() => return None,
            Some(status) => match status.code() {
                Some(WRONG_ANSWER) => "a wrong answer".to_owned(),
                Some(_) => panic_of(&errors),
                None => "a crash".to_owned(),
            },
        };
        Some((how, at))
    }
}

/// The search for a site in one mode.
pub struct Hunt {
    site: Site,
    mode: Mode,
}

impl Hunt {
    pub fn everything(site: Site, mode: Mode) -> Self {
        Self { site, mode }
    }

    /// Runs everything with one seed after the other until something goes wrong: with which seed, where and how.
    pub fn search(&self) -> Option<String> {
        (1..=self.mode.seeds).find_map(|seed| {
            let (how, at) = Job::new(self.mode, seed, "all").watch(Some(self.site))?;
            // Alone it has to go wrong, too; it does, unless it takes what others have left behind.
            let alone = Job::new(self.mode, seed, &at).watch(Some(self.site));
            let (how, at) = alone.unwrap_or((how, "all".to_owned()));
            let at = table::short_name(&at);
            // It becomes a cell of a table.
            Some(format!("{at} ({seed}): {how}").replace('|', "/"))
        })
    }
}

/// All light scripts, those about the collector first.
fn in_order() -> Vec<Script> {
    let mut scripts = script_support::scripts();
    scripts.retain(|script| {
        !script.heavy && !script.name.contains("/lib/io/") && !script.name.contains("/lib/os/")
    });
    scripts.sort_by_key(|script| {
        let folders = ["/gc/", "/vm/", "/lib/debug/", "/ferrous/"];
        folders
            .iter()
            .position(|folder| script.name.contains(folder))
            .unwrap_or(folders.len())
    });
    scripts
}

fn announce(name: &str) {
    println!("{name}");
    std::io::stdout().flush().expect("somebody reads");
}

/// What a panic has said, in short.
fn panic_of(errors: &str) -> String {
    let mut lines = errors
        .lines()
        .skip_while(|line| !line.contains("panicked at"));
    let place = lines.next().unwrap_or_default();
    let message = lines.next().unwrap_or("a panic").trim();
    match place.contains("verify.rs") {
        true => format!("the verifier: {message}"),
        false => format!("a panic: {message}"),
    }
}

fn text_of(from: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).expect("a pipe");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// More fuel than any host program needs.
pub const PLENTY: u64 = Fuel::MAX;
