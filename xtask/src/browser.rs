//! The tests in `tests/browser`: they need Node.js, two packages of it, and Chromium, and fetch what is missing.

use std::error::Error;
use std::path::Path;
use std::process::Command;

const FOLDER: &str = "tests/browser";

/// Runs them. Where something cannot be had, says so and goes on: what they test is not what the machine lacks.
pub fn test() -> Result<(), Box<dyn Error>> {
    if let Err(missing) = prepare() {
        super::report(&*Box::<dyn Error>::from(format!("the browser tests were skipped: {missing}")));
        return Ok(());
    }
    super::cargo(&["build", "--release", "--quiet", "--package", "retold-cli"])?;
    run("node", &["--test", "--test-reporter=spec", "browser.test.mjs"], FOLDER)
}

/// Fetches what is missing.
fn prepare() -> Result<(), Box<dyn Error>> {
    let needed = [("node", "nodejs"), ("npm", "npm"), ("chromium", "chromium")];
    let missing: Vec<&str> =
        needed.iter().filter(|(program, _)| !is_there(program)).map(|(_, package)| *package).collect();
    if !missing.is_empty() {
        let _ = run("apt-get", &["update", "--quiet", "--quiet"], ".");
        let install =
            [&["install", "--yes", "--quiet", "--no-install-recommends"], missing.as_slice()].concat();
        run("apt-get", &install, ".").map_err(|_| format!("{} cannot be had here", missing.join(", ")))?;
    }
    if !Path::new(FOLDER).join("node_modules").exists() {
        run("npm", &["ci", "--silent", "--no-audit", "--no-fund"], FOLDER)
            .map_err(|_| "the packages of Node.js cannot be had here")?;
    }
    Ok(())
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|done| done.status.success())
}

fn run(program: &str, args: &[&str], folder: &str) -> Result<(), Box<dyn Error>> {
    let status = Command::new(program).args(args).current_dir(folder).status()?;
    if status.success() { Ok(()) } else { Err(format!("{program} {} failed", args.join(" ")).into()) }
}
