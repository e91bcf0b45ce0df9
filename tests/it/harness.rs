//! Runs the program on a site in a folder of its own, and reads what it made.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The project's own folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder, named after the test that wants it.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A finished run.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `bayan build` with these arguments.
pub fn build(args: &[&str]) -> Run {
    build_in(project(), args, &[])
}

/// Runs `bayan build` in a folder, with these variables set.
pub fn build_in(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Run {
    run_in(folder, &[&["build"], args].concat(), variables)
}

/// Runs the program in a folder with these arguments, the command first, and with these variables set.
pub fn run_in(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayan"));
    finished(command.current_dir(folder).args(args).envs(variables.iter().copied()))
}

/// Runs `bayan` with these arguments in the project's folder.
pub fn bayan(args: &[&str]) -> Run {
    run_in(project(), args, &[])
}

/// Runs a command to its end.
pub fn finished(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Run {
        code: status.code().expect("not ended by a signal"),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

/// A site of this name below `tests/cases`, or the project's own.
pub fn case(name: &str) -> PathBuf {
    if name == "bundled" { project().to_owned() } else { project().join("tests/cases").join(name) }
}

/// The sites that tests build: the project's own, and the fixtures.
pub const SITES: [&str; 3] = ["bundled", "awkward", "empty"];

/// Builds a site and gives the folder it is in.
pub fn built(name: &str, test: &str, extra: &[&str]) -> PathBuf {
    let out = scratch(&format!("{test}-{name}")).join("public");
    let root = case(name);
    let mut args = vec!["--root", root.to_str().unwrap(), "--out", out.to_str().unwrap()];
    args.extend(extra);
    let run = build(&args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    out
}

/// Every file below a folder, by path.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    all
}

/// The HTML pages below a folder, by path.
pub fn pages(folder: &Path) -> BTreeMap<String, String> {
    let html = files(folder).into_iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// A site's `archive.json`.
pub fn archive(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("archive.json")).unwrap()).unwrap()
}

/// The communiqué of this slug.
pub fn communique<'a>(archive: &'a Value, slug: &str) -> &'a Value {
    let all = archive["communiques"].as_array().unwrap();
    all.iter().find(|communique| communique["slug"] == slug).unwrap_or_else(|| panic!("no communiqué {slug}"))
}

/// Writes files below a folder.
pub fn write(folder: &Path, files: &[(&str, &[u8])]) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
