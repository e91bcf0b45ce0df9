//! Publishing on file systems that are not the usual one: an overlay, where old folders cannot change places; a mount in the place of the output; a disk that is full. Where the machine lets nobody mount, it says so.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{Run, build_in, case, copy, files, finished, scratch};

/// Runs a script with mounts of its own; nothing where the machine does not allow it.
fn mounted(root: &Path, script: &str) -> Option<Run> {
    let unshare = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--map-root-user", "sh", "-e", "-c", script, env!("CARGO_BIN_EXE_bayan")]);
        command.current_dir(root);
        command
    };
    let may = "mkdir -p may/l may/t; mount -t tmpfs none may/t; mkdir may/t/u may/t/w; \
               mount -t overlay none -o lowerdir=may/l,upperdir=may/t/u,workdir=may/t/w may/l";
    if !unshare(may).output().is_ok_and(|output| output.status.success()) {
        println!("skipped: this machine mounts nothing for a test");
        return None;
    }
    Some(finished(&mut unshare(script)))
}

fn site(name: &str) -> std::path::PathBuf {
    let root = scratch(name);
    copy(&case("awkward").join("seeds"), &root.join("site/seeds"));
    fs::copy(case("awkward").join("site.toml"), root.join("site/site.toml")).unwrap();
    root
}

/// The folders of an image's lower layer cannot be renamed, so pages are replaced one by one.
#[test]
fn on_an_overlay_the_new_site_takes_the_place_of_the_old() {
    let root = site("overlay");
    assert_eq!(build_in(&root.join("site"), &[], &[]).code, 0);
    let script = "mkdir upper; mount -t tmpfs none upper; mkdir upper/u upper/w
        mount -t overlay none -o lowerdir=site,upperdir=upper/u,workdir=upper/w site
        rm site/seeds/long-title.md
        \"$0\" build --quiet --root site
        cp -r site/public result; ls -A site > names";
    if let Some(run) = mounted(&root, script) {
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        fs::remove_file(root.join("site/seeds/long-title.md")).unwrap();
        assert_eq!(build_in(&root.join("site"), &["--out", "clean"], &[]).code, 0);
        assert!(files(&root.join("result")) == files(&root.join("site/clean")));
        assert_eq!(fs::read_to_string(root.join("names")).unwrap(), ".bayan\npublic\nseeds\nsite.toml\n");
    }
}

#[test]
fn a_mount_is_filled_and_stays_one() {
    let root = site("mount");
    let script = "mkdir site/public; mount -t tmpfs none site/public
        \"$0\" build --quiet --root site; rm site/seeds/long-title.md; \"$0\" build --quiet --root site
        mountpoint site/public; printf half > site/public/.bayan-arriving; touch site/seeds/new.md
        \"$0\" build --quiet --root site || true; rm site/seeds/new.md; \"$0\" build --quiet --root site; cp -r site/public result";
    if let Some(run) = mounted(&root, script) {
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stdout.contains("is a mountpoint"), "{}", run.stdout);
        assert_eq!(build_in(&root.join("site"), &["--out", "clean"], &[]).code, 0);
        assert!(files(&root.join("result")) == files(&root.join("site/clean")));
    }
}

/// A volume in a container: its parent can be written by nobody.
#[test]
fn an_output_whose_parent_is_read_only_is_filled() {
    let root = site("volume");
    let script = "mkdir site/public; mount --bind site site; cd site; mount -t tmpfs none public
        mount -o remount,bind,ro .; \"$0\" build --quiet; \"$0\" build --quiet --drafts; \"$0\" build --quiet
        cp -r public ../result";
    if let Some(run) = mounted(&root, script) {
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        assert_eq!(build_in(&root.join("site"), &["--out", "clean"], &[]).code, 0);
        assert!(files(&root.join("result")) == files(&root.join("site/clean")));
    }
}

/// The disk takes the old site and half of the new one: the old one stays, and the next build with room makes the new.
#[test]
fn a_full_disk_leaves_the_old_site() {
    let root = site("full");
    let script = "mkdir disk; mount -t tmpfs none disk; mkdir empty
        \"$0\" build --quiet --root site --seeds empty --out disk/public
        cp -r disk/public old; mount -o remount,size=$(( $(du -sk disk | cut -f 1) + 700 ))k disk
        \"$0\" build --quiet --root site --out disk/public && exit 9; code=$?
        cp -r disk/public kept; mount -o remount,size=100m disk
        \"$0\" build --quiet --root site --out disk/public
        cp -r disk/public result; ls -A disk > names; exit $code";
    if let Some(run) = mounted(&root, script) {
        assert_eq!(run.code, 3, "{}", run.stderr);
        assert!(run.stderr.contains("error[environment]"), "{}", run.stderr);
        assert!(files(&root.join("old")) == files(&root.join("kept")));
        assert_eq!(build_in(&root.join("site"), &["--out", "clean"], &[]).code, 0);
        assert!(files(&root.join("result")) == files(&root.join("site/clean")));
        assert_eq!(fs::read_to_string(root.join("names")).unwrap(), ".public.bayan-staging\npublic\n");
    }
}
