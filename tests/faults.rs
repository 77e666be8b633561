//! Disks that are full, folders that take no file, readers that leave, runs that are broken off: no
//! output is half there, and the status says so.
#![cfg(unix)]

mod corpora;
mod desk;

use desk::{Desk, err, out, status};
use std::fs::File;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const FAIL: &[&str] = &["--fail-on", "never"];

/// Files of a folder that are neither reports nor asked for.
fn left_over(desk: &Desk) -> Vec<String> {
    let names = std::fs::read_dir(&desk.0).expect("the folder is there");
    let names = names.map(|e| e.expect("it can be read").file_name().to_string_lossy().into_owned());
    names.filter(|n| n.contains(".part")).collect()
}

#[test]
fn a_full_disk_is_told() {
    let desk = Desk::fire("faults-full");
    let full = || File::options().write(true).open("/dev/full").expect("it can be opened");
    for args in [
        &["check", "news"][..],
        &["claims", "news", "--format", "jsonl"],
        &["check", "news", "--format", "html"],
        &["explain", "killed"],
        &["rules", "list"],
        &["completions", "bash"],
    ] {
        let output = desk.command(args).stdout(full()).output().expect("it runs");
        assert_eq!(status(&output), 2, "{args:?}");
        let told = "error: cannot write standard output: No space left on device";
        assert!(err(&output).starts_with(told), "{args:?}: {}", err(&output));
    }
    let output = desk.run(&[&["check", "news", "-o", "/dev/full"], FAIL].concat());
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).starts_with("error: cannot write /dev/full: No space left on device"),
        "{}",
        err(&output)
    );
    // where nothing can be said either, the status still is
    let output = desk
        .command(&["check", "none"])
        .stderr(full())
        .output()
        .expect("it runs");
    assert_eq!(status(&output), 2);
}

#[test]
fn a_device_stays_one() {
    let desk = Desk::fire("faults-device");
    assert_eq!(
        status(&desk.run(&[&["check", "news", "-o", "/dev/null"], FAIL].concat())),
        0
    );
    assert!(!std::fs::metadata("/dev/null").expect("it is there").is_file());
    let left = std::fs::read_dir("/dev").expect("it is there");
    assert!(
        !left
            .flatten()
            .any(|e| e.file_name().to_string_lossy().starts_with(".null."))
    );
}

#[test]
fn a_folder_that_takes_no_file_is_told_before_anything_is_written() {
    let desk = Desk::fire("faults-folder");
    desk.write("a.sarif", "old");
    for target in ["news/a.md/out.json", "/proc/none/out.json", "none/out.json", "news"] {
        let format = format!("json={target}");
        let args = ["check", "news", "--format", "sarif=a.sarif", "--format", &format];
        let output = desk.run(&args);
        assert_eq!(status(&output), 2, "{target}");
        let told = format!("error: cannot write {target}: ");
        assert!(err(&output).contains(&told), "{}", err(&output));
        assert_eq!(out(&output), "");
    }
    let output = desk.run(&["baseline", "news", "-o", "none/b.json"]);
    assert!(
        err(&output).starts_with("error: cannot write none/b.json: "),
        "{}",
        err(&output)
    );
    assert!(err(&output).contains("; name another file with -o"), "{}", err(&output));
    assert_eq!(left_over(&desk), [""; 0]);
}

#[test]
fn what_was_there_keeps_its_link_and_its_rights() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::fire("faults-link");
    desk.write("real/out.json", "old");
    let real = desk.0.join("real/out.json");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("its rights can be set");
    symlink("real/out.json", desk.0.join("out.json")).expect("a link");
    let output = desk.run(&[&["check", "news", "--format", "json", "-o", "out.json"], FAIL].concat());
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(desk.0.join("out.json").is_symlink());
    assert!(desk.read("real/out.json").starts_with('{'));
    let mode = std::fs::metadata(&real).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    desk.run(&[&["check", "news", "-o", "new.txt"], FAIL].concat());
    let mode = std::fs::metadata(desk.0.join("new.txt"))
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o600, 0o600);
    let fresh = File::create(desk.0.join("fresh"))
        .expect("a file")
        .metadata()
        .expect("it is there");
    assert_eq!(mode & 0o777, fresh.permissions().mode() & 0o777, "as any new file");
}

#[test]
fn a_file_to_start_from_takes_nobodys_place() {
    let desk = Desk::fire("faults-init");
    assert_eq!(status(&desk.run(&["init"])), 0);
    let written = desk.read("recount.toml");
    let again = desk.run(&["init"]);
    assert_eq!(status(&again), 2);
    assert!(
        err(&again).starts_with("error: recount.toml: is there already and was left alone; edit it"),
        "{}",
        err(&again)
    );
    assert_eq!(desk.read("recount.toml"), written);
    let lost = desk.run(&["init", "news/a.md"]);
    assert!(
        err(&lost).starts_with("error: news/a.md/recount.toml: cannot be written: "),
        "{}",
        err(&lost)
    );
    std::os::unix::fs::symlink("nowhere", desk.0.join("dangling")).expect("a link");
    assert_eq!(left_over(&desk), [""; 0]);
}

#[test]
fn a_manual_appears_page_by_whole_page() {
    let desk = Desk::fire("faults-man");
    desk.write("man1/recount.1", "old");
    desk.write("man1/recount-why.1/taken", "");
    let output = desk.run(&["man", "--dir", "man1"]);
    assert_eq!(status(&output), 2);
    let told = "error: man1: the manual cannot be written there: cannot write man1/recount-why.1: ";
    assert!(err(&output).starts_with(told), "{}", err(&output));
    let names = std::fs::read_dir(desk.0.join("man1")).expect("the folder is there");
    for page in names.map(|e| e.expect("it can be read")) {
        let name = page.file_name().to_string_lossy().into_owned();
        assert!(!name.contains(".part"), "{name}");
        let text = std::fs::read_to_string(page.path()).unwrap_or_default();
        assert!(
            name == "recount-why.1" || text == "old" || text.contains(".SH NAME"),
            "{name}"
        );
    }
    std::fs::remove_dir_all(desk.0.join("man1/recount-why.1")).expect("it can go");
    assert_eq!(status(&desk.run(&["man", "--dir", "man1"])), 0);
    assert!(desk.read("man1/recount.1").contains(".SH NAME"));
}

/// A run that is stuck on its standard output, with a page begun beside it.
fn stuck(desk: &Desk) -> Child {
    for (name, text) in corpora::reports(3, 120, &[(10, 1)]) {
        desk.write(&format!("many/{name}"), &text);
    }
    desk.write("page.html", "old");
    let args = ["check", "many", "--format", "json", "--format", "html=page.html"];
    let mut child = desk
        .command(&args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    for _ in 0..1_200 {
        if !left_over(desk).is_empty() {
            // let it fill the pipe
            std::thread::sleep(Duration::from_millis(500));
            return child;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let ended = child.kill().and_then(|()| child.wait());
    panic!("no page was begun: {ended:?}");
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|s| s.success()));
}

#[test]
fn an_interrupted_run_leaves_nothing_half_written() {
    for (name, sign) in [("faults-int", "-INT"), ("faults-term", "-TERM")] {
        let desk = Desk::fire(name);
        let child = stuck(&desk);
        signal(&child, sign);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(status(&output), 130);
        assert!(
            err(&output).ends_with("error: interrupted: no file was written\n"),
            "{}",
            err(&output)
        );
        assert_eq!(desk.read("page.html"), "old");
        assert_eq!(left_over(&desk), [""; 0]);
    }
}

#[test]
fn a_killed_run_leaves_what_was_there() {
    let desk = Desk::fire("faults-kill");
    let mut child = stuck(&desk);
    signal(&child, "-KILL");
    child.wait().expect("it ends");
    assert_eq!(desk.read("page.html"), "old");
    // what it began has a name that no run takes for a report
    assert_eq!(left_over(&desk).len(), 1);
    assert!(left_over(&desk)[0].starts_with(".page.html."));
}

#[test]
fn a_reader_that_leaves_takes_no_file_with_it() {
    let desk = Desk::fire("faults-pipe");
    let mut child = stuck(&desk);
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((status(&output), err(&output).as_str()), (0, ""));
    assert_eq!(left_over(&desk), [""; 0]);
}
