//! Scripts with the answer inside, each run in every way the machine has.
//!
//! Every `tests/lua/**/*.lua` prints lines, and each line stands in the script as a comment `--> line` (see
//! `tests/lua/README.md`). A script must print its answers, and burn the same fuel,
//!
//! * plainly, and in slices of one unit of fuel, which leaves the machine at every safe point;
//! * with a whole cycle of the collector at every safe point, and with a tiny increment of one there;
//! * with slices and collections that are chosen at random: each run of the tests chooses others. What goes wrong names the
//!   seed, and `STRESS_SEED=that cargo test --test scripts` does the same again;
//! * by tail calls and by the loop (where tail calls are compiled in: not at `opt-level = 0`);
//! * under PUC-Lua 5.1, but for the scripts in `tests/lua/ferrous`, which show what is different on purpose.
//!
//! And where besides one of its charges fails, chosen in the same way, it must come to an end, and leave an interpreter that
//! works.
//!
//! To run one script only: `SCRIPT=part-of-its-name cargo test --test scripts`.

mod script_support;

use std::{collections::hash_map::RandomState, hash::BuildHasher, process::Command};

use ferrous::{Fuel, Stress};
use pretty_assertions::StrComparison;
use script_support::{Mode, Script, root, run, scripts, text};

#[test]
fn plain_by_tail_calls() {
    check_all(Mode {
        tail_calls: true,
        ..Mode::PLAIN
    });
}

#[test]
fn plain_by_the_loop() {
    check_all(Mode {
        tail_calls: false,
        ..Mode::PLAIN
    });
}

#[test]
fn one_unit_a_slice_by_tail_calls() {
    check_all(Mode {
        slice: 1,
        tail_calls: true,
        ..Mode::PLAIN
    });
}

#[test]
fn one_unit_a_slice_by_the_loop() {
    check_all(Mode {
        slice: 1,
        tail_calls: false,
        ..Mode::PLAIN
    });
}

#[test]
fn odd_slices() {
    check_all(Mode {
        slice: 97,
        ..Mode::PLAIN
    });
}

#[test]
fn a_cycle_at_every_safe_point_by_tail_calls() {
    check_all(Mode {
        stress: Stress::Cycles,
        tail_calls: true,
        ..Mode::PLAIN
    });
}

#[test]
fn a_cycle_at_every_safe_point_by_the_loop() {
    check_all(Mode {
        stress: Stress::Cycles,
        tail_calls: false,
        ..Mode::PLAIN
    });
}

#[test]
fn an_increment_at_every_safe_point_by_tail_calls() {
    for seed in 1..=3 {
        check_all(Mode {
            stress: Stress::Increments,
            tail_calls: true,
            seed,
            ..Mode::PLAIN
        });
    }
}

#[test]
fn an_increment_at_every_safe_point_by_the_loop() {
    for seed in 4..=6 {
        check_all(Mode {
            stress: Stress::Increments,
            tail_calls: false,
            seed,
            ..Mode::PLAIN
        });
    }
}

/// A mode with everything left to chance.
fn mixed(seed: u64) -> Mode {
    Mode {
        stress: Stress::Mixed(seed),
        slice: [Fuel::MAX, 1, 97][seed as usize % 3],
        tail_calls: seed.is_multiple_of(2),
        seed,
        ..Mode::PLAIN
    }
}

#[test]
fn slices_and_collections_at_random() {
    let seed = chosen_seed();
    for seed in [seed, seed + 1] {
        check_each(
            |number| mixed(seed + number),
            &format!("STRESS_SEED={seed}"),
        );
    }
}

#[test]
fn a_failing_charge_at_random() {
    let seed = chosen_seed();
    println!("STRESS_SEED={seed}");
    for (number, script) in scripts().iter().enumerate() {
        let seed = seed + number as u64;
        // Scripts that would leave files behind are not for this.
        let leaves_files = ["/io/", "/os/"]
            .iter()
            .any(|part| script.name.contains(part));
        if script.heavy || leaves_files {
            continue;
        }
        let counted = run(
            script,
            Mode {
                fails: Some(0),
                ..Mode::PLAIN
            },
        );
        let modes = [Stress::Cycles, Stress::Increments, Stress::Mixed(seed)];
        let fails = 1 + seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) % counted.charges;
        let mode = Mode {
            stress: modes[seed as usize % 3],
            fails: Some(fails),
            tail_calls: seed.is_multiple_of(2),
            ..Mode::PLAIN
        };
        println!("{}: {mode:?}", script.name);
        let mut failed = run(script, mode);
        // That the script has not come as far as the failure happens, too.
        let mut ask = || failed.lua.eval::<f64>("return 6 * 7");
        let answer = ask().or_else(|_| ask());
        // A script may have taken the globals away.
        assert!(
            matches!(answer, Ok(42.0)),
            "{}: {answer:?} ({mode:?})",
            script.name
        );
    }
}

#[test]
fn lua_5_1_prints_the_same() {
    if Command::new("lua5.1").arg("-v").output().is_err() {
        assert!(
            std::env::var_os("CI").is_none(),
            "lua5.1 is not installed: nothing to compare with"
        );
        eprintln!("lua5.1 is not installed: NOT compared with it");
        return;
    }
    let mut faults = Faults::default();
    for script in scripts()
        .iter()
        .filter(|script| !script.name.starts_with("tests/lua/ferrous/"))
    {
        let run = Command::new("lua5.1")
            .arg(&script.name)
            .current_dir(root())
            .output()
            .expect("lua5.1 can be run");
        let mut printed = text(&run.stdout);
        if !run.status.success() {
            printed += &text(&run.stderr);
        }
        faults.compare(script, &script.answers, &printed);
    }
    faults.report("lua5.1");
}

/// Runs every script in a mode, against its answers and against the fuel of the plain run with the same seed.
fn check_all(mode: Mode) {
    check_each(|_| mode, &format!("{mode:?}"));
}

/// The same in a mode of its own for each script, given its number.
fn check_each(mode: impl Fn(u64) -> Mode, what: &str) {
    let mut faults = Faults::default();
    for (number, script) in scripts().iter().enumerate() {
        let mode = mode(number as u64);
        if script.heavy && mode.is_slow() {
            continue;
        }
        let run = run(script, mode);
        let plain = self::run(
            script,
            Mode {
                seed: mode.seed,
                ..Mode::PLAIN
            },
        );
        faults.compare(script, &script.answers, &run.printed);
        if !script.observes_collector && run.fuel != plain.fuel {
            faults.add(
                script,
                format!(
                    "it burns {} fuel, and {} in a plain run ({mode:?})",
                    run.fuel, plain.fuel
                ),
            );
        }
    }
    faults.report(what);
}

/// The seed of what the tests choose at random.
fn chosen_seed() -> u64 {
    match std::env::var("STRESS_SEED") {
        Ok(seed) => seed.parse().expect("STRESS_SEED is a number"),
        Err(_) => RandomState::new().hash_one(0) >> 40,
    }
}

/// What was wrong with the scripts of one mode.
#[derive(Default)]
struct Faults {
    texts: Vec<String>,
    names: Vec<String>,
}

impl Faults {
    fn compare(&mut self, script: &Script, expected: &str, printed: &str) {
        if expected != printed {
            self.add(
                script,
                format!(
                    "the answers (<) and what it printed (>):\n{}",
                    StrComparison::new(expected, printed)
                ),
            );
        }
    }

    fn add(&mut self, script: &Script, text: String) {
        self.texts.push(format!("{}: {text}", script.name));
        self.names.push(script.name.clone());
    }

    fn report(self, mode: &str) {
        if self.names.is_empty() {
            return;
        }
        for text in &self.texts {
            eprintln!("{text}\n");
        }
        panic!(
            "{} scripts went wrong ({mode}): {}",
            self.names.len(),
            self.names.join(", ")
        );
    }
}
