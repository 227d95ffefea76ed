//! The command as a shell sees it: output, errors, exit codes.

use std::{
    fs,
    io::Write,
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

/// The command, called by its name only.
fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ferrous"));
    command.arg0("ferrous");
    command
}

fn ferrous(arguments: &[&str], input: &str) -> Output {
    let mut child = command()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The command need not read what it is given.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

/// Runs the command and compares everything.
fn expect(arguments: &[&str], input: &str, code: i32, stdout: &str, stderr: &str) {
    let output = ferrous(arguments, input);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        stderr,
        "{arguments:?}"
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        stdout,
        "{arguments:?}"
    );
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
}

/// A script in a file of its own.
fn script(name: &str, source: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, source).unwrap();
    path
}

#[test]
fn statements_run_in_order() {
    expect(&["-e", "x = 1", "-eprint(x)"], "", 0, "1\n", "");
    expect(&["-e", "print(arg, ...)"], "", 0, "nil\n", "");
}

#[test]
fn scripts_have_their_arguments() {
    let path = script(
        "arguments.lua",
        "#!/usr/bin/env ferrous\nprint(arg[-1], arg[0] ~= nil, arg[1], arg[2], #arg, ...)",
    );
    let path = path.to_str().unwrap();
    expect(
        &[path, "a", "b c"],
        "",
        0,
        "ferrous\ttrue\ta\tb c\t2\ta\tb c\n",
        "",
    );
    expect(&["--", path], "", 0, "--\ttrue\tnil\tnil\t0\n", "");
    expect(
        &["-e", "y = 5", path, "-e"],
        "",
        0,
        "y = 5\ttrue\t-e\tnil\t1\t-e\n",
        "",
    );
}

#[test]
fn the_standard_input_is_a_script() {
    expect(&["-", "a"], "print(..., arg[0])", 0, "a\t-\n", "");
    expect(&[], "#!shebang\nprint(_VERSION)", 0, "Lua 5.1\n", "");
    expect(
        &["-"],
        "x x",
        1,
        "",
        "ferrous: stdin:1: '=' expected near 'x'\n",
    );
}

#[test]
fn errors_end_with_a_traceback() {
    let path = script(
        "fails.lua",
        "local function inner()\n  error('deep')\nend\nfunction outer()\n  inner()\nend\nprint('before')\nouter()\n",
    );
    let name = path.to_str().unwrap();
    let stderr = format!(
        "ferrous: {name}:2: deep\nstack traceback:\n\t[C]: in function 'error'\n\t{name}:2: in function 'inner'\n\t\
         {name}:5: in function 'outer'\n\t{name}:8: in main chunk\n\t[C]: ?\n"
    );
    expect(&[name], "", 1, "before\n", &stderr);
    expect(
        &["-e", "error({})"],
        "",
        1,
        "",
        "ferrous: (error object is not a string)\n",
    );
    expect(&["-e", "error()"], "", 1, "", "");
    expect(
        &["-e", "x ="],
        "",
        1,
        "",
        "ferrous: (command line):1: unexpected symbol near '<eof>'\n",
    );
    expect(
        &["no/such/file.lua"],
        "",
        1,
        "",
        "ferrous: cannot open no/such/file.lua: No such file or directory\n",
    );
}

#[test]
fn nobody_resumes_the_main_chunk() {
    let output = ferrous(&["-e", "coroutine.yield(1)"], "");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        stderr.starts_with("ferrous: attempt to yield across metamethod/C-call boundary"),
        "{stderr}"
    );
    expect(
        &["-e", "print(pcall(coroutine.yield))"],
        "",
        0,
        "false\tattempt to yield across metamethod/C-call boundary\n",
        "",
    );
}

#[test]
fn fuel_runs_out() {
    expect(
        &["--fuel", "100000", "-e", "print('on') while true do end"],
        "",
        1,
        "on\n",
        "ferrous: out of fuel after 100000 units\n",
    );
    expect(&["--fuel=1_000_000", "-e", "print(1)"], "", 0, "1\n", "");
    // The budget is for everything together.
    expect(
        &[
            "--fuel",
            "1000",
            "-e",
            "for i = 1, 100 do end",
            "-e",
            "for i = 1, 1000 do end print(1)",
        ],
        "",
        1,
        "",
        "ferrous: out of fuel after 1000 units\n",
    );
}

#[test]
fn exit_ends_the_process() {
    expect(
        &[
            "-e",
            "io.write('a') print('b') pcall(os.exit, 3) print('c')",
            "-e",
            "print('d')",
        ],
        "",
        3,
        "ab\n",
        "",
    );
    expect(&["-e", "io.stderr:write('e') os.exit()"], "", 0, "", "e");
    let output = ferrous(&["-i"], "os.exit(7)\n=1");
    assert_eq!(output.status.code(), Some(7));
    assert_eq!(output.stdout, b"> ");
    // The system keeps one byte.
    expect(
        &["-e", "coroutine.wrap(function() os.exit(257) end)()"],
        "",
        1,
        "",
        "",
    );
}

#[test]
fn scripts_read_the_standard_input() {
    expect(
        &[
            "-e",
            "for line in io.lines() do print(#line) end print(io.read())",
        ],
        "one\n\nlast",
        0,
        "3\n0\n4\nnil\n",
        "",
    );
    expect(
        &["-e", "print(io.read('*n', '*l', '*a'))"],
        " 7x\ny",
        0,
        "7\tx\ty\n",
        "",
    );
    // What a process prints comes out where it was started.
    let source = "print('a') os.execute('echo b') local p = io.popen('cat', 'w') p:write('c') p:close() print('d')";
    expect(&["-e", source], "", 0, "a\nb\ncd\n", "");
}

#[test]
fn bad_options_show_the_usage() {
    for arguments in [
        &["-x"][..],
        &["-e"],
        &["--fuel"],
        &["--fuel", "x"],
        &["-vv"],
        &["--nothing"],
    ] {
        let output = ferrous(arguments, "");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(
            stderr.starts_with("usage: ferrous [options] [script [args]]"),
            "{stderr}"
        );
    }
}

#[test]
fn the_version_is_told() {
    let output = ferrous(&["-v"], "print('not read')");
    assert!(output.status.success() && output.stdout.is_empty());
    let version = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        version.starts_with("Lua 5.1") && version.contains("Copyright (C) 20"),
        "{version}"
    );
}

#[test]
fn messages_begin_with_what_the_command_is_called_by() {
    let command = env!("CARGO_BIN_EXE_ferrous");
    for name in [command, "lua"] {
        let output = Command::new(command)
            .arg0(name)
            .args(["-e", "error('x', 0)"])
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(stderr.starts_with(&format!("{name}: x\n")), "{stderr}");
    }
}

#[test]
fn modules_are_required_in_order() {
    script("greeting.lua", "print('hello', ...) return { text = 'hi' }");
    let folder = env!("CARGO_TARGET_TMPDIR");
    let path = format!("package.path = '{folder}/?.lua'");
    expect(
        &[
            "-e",
            &path,
            "-lgreeting",
            "-l",
            "string",
            "-e",
            "print(require('greeting').text)",
        ],
        "",
        0,
        "hello\tgreeting\nhi\n",
        "",
    );
    let output = ferrous(
        &["-e", "package.path = ''", "-l", "nothing", "-e", "print(1)"],
        "",
    );
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(
        stderr.starts_with("ferrous: module 'nothing' not found:\n\tno field package.preload"),
        "{stderr}"
    );
}

#[test]
fn the_environment_may_say_what_runs_first() {
    let run = |init: &str| {
        let output = command()
            .env("LUA_INIT", init)
            .args(["-e", "print(x)"])
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            text(&output.stdout),
            text(&output.stderr),
            output.status.code(),
        )
    };
    let path = script("init.lua", "x = 'from a file'");
    let file = format!("@{}", path.display());
    assert_eq!(run("x = 1"), ("1\n".into(), String::new(), Some(0)));
    assert_eq!(run(&file), ("from a file\n".into(), String::new(), Some(0)));
    let message = "ferrous: LUA_INIT:1: '=' expected near 'x'\n";
    assert_eq!(run("x x"), (String::new(), message.into(), Some(1)));
    let message = "ferrous: cannot open no-such-file: No such file or directory\n";
    assert_eq!(
        run("@no-such-file"),
        (String::new(), message.into(), Some(1))
    );
}

#[test]
fn the_prompt_reads_statements() {
    let input = "=1 + 1, nil\nfor i = 1, 2 do\nprint(i)\nend\nx = 5\n=x\nreturn\n";
    let output = ferrous(&["-i"], input);
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(stdout, "> 2\tnil\n> >> >> 1\n2\n> > 5\n> > \n");
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Lua 5.1"));
}

#[test]
fn the_prompt_survives_errors() {
    let input = "error('e')\nx x\nerror({})\nerror()\ncoroutine.yield()\n=(\n1\n)\n\
                 print = 1\n=2\n_PROMPT, _PROMPT2 = 'a', 'b'\ndo\nend";
    let output = ferrous(&["-i"], input);
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(stdout, "> > > > > > >> >> 1\n> > > aba\n");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let (_, messages) = stderr.split_once('\n').unwrap();
    assert_eq!(
        messages,
        "stdin:1: e\nstack traceback:\n\t[C]: in function 'error'\n\tstdin:1: in main chunk\n\t[C]: ?\n\
         stdin:1: '=' expected near 'x'\n(error object is not a string)\n\
         attempt to yield across metamethod/C-call boundary\nstack traceback:\n\t[C]: in function 'yield'\n\t\
         stdin:1: in main chunk\n\t[C]: ?\n\
         error calling 'print' (attempt to call a number value)\n"
    );
}

#[test]
fn the_prompt_comes_after_the_script() {
    let path = script("before.lua", "y = ...");
    let output = ferrous(&["-i", path.to_str().unwrap(), "arg"], "=y");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "> arg\n> \n");
}

#[test]
fn a_sandbox_has_the_safe_libraries_only() {
    expect(
        &[
            "--sandbox",
            "-e",
            "print(require, dofile, loadfile, package, string ~= nil)",
        ],
        "",
        0,
        "nil\tnil\tnil\tnil\ttrue\n",
        "",
    );
    expect(
        &["-e", "print(type(require), type(dofile))"],
        "",
        0,
        "function\tfunction\n",
        "",
    );
}

#[test]
fn a_dump_is_a_script() {
    let path = script("dump.ferrous", "");
    let source = "return string.dump(function(...) print('dumped', ...) end)";
    let dump: ferrous::Bytes = ferrous::lua().eval(source).unwrap();
    fs::write(&path, &dump[..]).unwrap();
    expect(&[path.to_str().unwrap(), "a"], "", 0, "dumped\ta\n", "");
    fs::write(&path, &dump[..dump.len() - 1]).unwrap();
    let message = format!(
        "ferrous: {}: unexpected end in precompiled chunk\n",
        path.display()
    );
    expect(&[path.to_str().unwrap()], "", 1, "", &message);
}

/// Sends Ctrl-C to a command once it has written an exclamation mark.
#[cfg(unix)]
fn interrupted(arguments: &[&str], input: &str) -> Output {
    use std::io::Read;

    let mut child = command()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    let mut byte = [0];
    while byte != *b"!" {
        let stdout = child.stdout.as_mut().unwrap();
        stdout.read_exact(&mut byte).unwrap();
    }
    let pid = child.id().to_string();
    let kill = Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(kill.success());
    drop(stdin);
    child.wait_with_output().unwrap()
}

/// A statement that says when it is running: more than the command holds back.
#[cfg(unix)]
const SPIN: &str = "print(('.'):rep(1e5) .. '!' .. ('.'):rep(1e5)) while true do end";

#[test]
#[cfg(unix)]
fn ctrl_c_stops_the_script() {
    let output = interrupted(&["-e", SPIN, "-e", "print('not reached')"], "");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "ferrous: interrupted!\n"
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("reached"));
}

#[test]
#[cfg(unix)]
fn ctrl_c_leads_back_to_the_prompt() {
    let output = interrupted(&["-i"], &format!("{SPIN}\n=6 * 7\n"));
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(stderr.ends_with("\ninterrupted!\n"), "{stderr}");
    assert!(String::from_utf8_lossy(&output.stdout).ends_with("> 42\n> \n"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_time_ends_what_nothing_else_ends() {
    let spin = "while true do pcall(function() while true do end end) end";
    let output = ferrous(
        &["--time", "50ms", "-e", spin, "-e", "print('not reached')"],
        "",
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "ferrous: out of time after 50ms\n"
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let output = ferrous(&["--time=1000s", "-e", "print('reached')"], "");
    assert_eq!(output.stdout, b"reached\n");
}
