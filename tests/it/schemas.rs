//! The JSON Schemas and the configuration of the editor in the browser: they say what the parsers accept, and no other.

use std::fs;

use bayan::edtf::{Edtf, PATTERN};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::harness::{bayan, build, files, project, scratch, write};

fn schema(args: &[&str]) -> Value {
    let run = bayan(&[&["schema"], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn validator(schema: &Value) -> jsonschema::Validator {
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::meta::validate(schema).unwrap();
    jsonschema::validator_for(schema).unwrap()
}

fn toml(text: &str) -> Value {
    serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// The front matter of every report below a folder.
fn front_matters(folder: &str) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (path, bytes) in files(&project().join(folder)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((front, _)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
            all.push((path, yaml(front)));
        }
    }
    all
}

#[test]
fn what_the_sites_of_this_project_say_is_valid() {
    let site = validator(&schema(&["site"]));
    for path in
        ["site.toml", "tests/cases/awkward/site.toml", "tests/cases/empty/site.toml", "tests/quality/energy/site.toml"]
    {
        let value = toml(&fs::read_to_string(project().join(path)).unwrap());
        let found: Vec<String> =
            site.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(found, Vec::<String>::new(), "{path}");
    }
    for (folder, root) in [("seeds", "."), ("tests/cases/awkward/seeds", "tests/cases/awkward")] {
        let own = validator(&schema(&["front-matter", "--root", root]));
        let any = validator(&schema(&["front-matter"]));
        let all = front_matters(folder);
        assert!(all.len() > 3, "{folder}");
        for (path, value) in all {
            for validator in [&own, &any] {
                let found: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
                assert_eq!(found, Vec::<String>::new(), "{path}");
            }
        }
    }
}

/// Each is refused by the schema and by the parser.
#[test]
fn wrong_front_matter_is_refused_as_the_parser_refuses_it() {
    let own = validator(&schema(&["front-matter", "--root", "."]));
    let wrong = [
        "titel: x",
        "date: 6/2/2019",
        "date: 2019-13-01",
        "date: 999",
        "meeting: rome-2012",
        "tags: iraq",
        "tags: { a: b }",
        "source: rudaw",
        "source: { outlett: x }",
        "source: { url: \"javascript:x\" }",
        "source: { published: yesterday }",
        "source: { retold: perhaps }",
        "summary_status: done",
        "summary_en: [a]",
        "draft: perhaps",
        "aliases: x",
        "not_copy_of: x",
    ];
    let config =
        bayan::config::parse(&fs::read_to_string(project().join("site.toml")).unwrap(), "site.toml", None).unwrap();
    for text in wrong {
        assert!(!own.is_valid(&yaml(text)), "the schema passes {text}");
        assert!(bayan::ingest::front_matter::parse(text, 2, "a.md", &config).is_err(), "the parser passes {text}");
    }
    let right = [
        "date: 2019",
        "date: 2021-08-26/2021-12",
        "date: 2019-02-06~",
        "title:\ntags:\nsource:\nmeeting:\nsummary_status:\ndraft:\ndate:",
        "meeting: rome-2021",
        "tags: [iraq, شيء آخر]",
        "source: { url: HTTPS://example.org/a, published: 2019-02 }",
        "summary_of: 0123456789abcdef",
    ];
    for text in right {
        assert!(own.is_valid(&yaml(text)), "the schema refuses {text}");
        assert!(bayan::ingest::front_matter::parse(text, 2, "a.md", &config).is_ok(), "the parser refuses {text}");
    }
    assert!(validator(&schema(&["front-matter"])).is_valid(&yaml("meeting: rome-2012")), "without a site any may be");
}

#[test]
fn a_wrong_site_is_refused_as_the_parser_refuses_it() {
    let site = validator(&schema(&["site"]));
    let least = "[title]\nar = \"أ\"\nen = \"A\"\n";
    let meeting =
        |line: &str| format!("{least}[[meeting]]\nid = \"a\"\ntitle = {{ ar = \"ا\", en = \"a\" }}\n{line}\n");
    let wrong = [
        String::new(),
        "[title]\nar = \"أ\"\n".to_owned(),
        "[title]\nar = \" \"\nen = \"A\"\n".to_owned(),
        format!("bse_url = \"x\"\n{least}"),
        format!("base_url = \"ftp://x\"\n{least}"),
        format!("edit_site_url = \"x\"\n{least}"),
        format!("months = \"levent\"\n{least}"),
        format!("digits = \"roman\"\n{least}"),
        format!("synonyms = [[\"a\"]]\n{least}"),
        meeting(""),
        meeting("date = \"28/6/2021\""),
        meeting("date = 2021"),
        meeting("date = \"2021\"\nkind = \"minsterial\""),
        meeting("date = \"2021\"\nat = [99.0]"),
        meeting("date = \"2021\"\nat = [0.0, 181.0]"),
        meeting("date = \"2021\"\nat = [38, 9, -77, 0]"),
        meeting("date = \"1442-11-18\""),
        "title = [\"أ\", \"A\"]\n".to_owned(),
        meeting("date = \"2021\"\nvirtual = \"yes\""),
        format!("{least}[tag.a--b]\nar = \"ا\"\nen = \"a\"\n"),
        format!("{least}[tag.a]\nar = \"ا\"\n"),
        format!("{least}[figure.a]\nar = \"ا\"\nen = \"a\"\n"),
        format!("{least}[resolution.x]\nar = \"ا\"\nen = \"a\"\n"),
        format!("{least}[[outlet]]\nstrip = [\"a\"]\n"),
        format!("{least}[admin]\nbackend = \"svn\"\nrepo = \"a/b\"\n"),
        format!("{least}[admin]\nbackend = \"github\"\nrepo = \"archive\"\n"),
        format!("{least}[admin]\nbackend = \"github\"\nrepo = \"a/b\"\nscript = \"/x.js\"\n"),
        format!("{least}[admin]\nbackend = \"github\"\nrepo = \"a/b\"\nscript = \"x.css\"\n"),
        format!("{least}[admin]\nbackend = \"github\"\nrepo = \"a/b\"\nbase_url = \"x\"\n"),
    ];
    for text in &wrong {
        assert!(!site.is_valid(&toml(text)), "the schema passes {text}");
        assert!(bayan::config::parse(text, "site.toml", None).is_err(), "the parser passes {text}");
    }
    let right = [least.to_owned(), meeting("date = \"2021\"\nat = [33.9, -6.9]\nkind = \"summit\"")];
    for text in &right {
        assert!(site.is_valid(&toml(text)), "the schema refuses {text}");
        assert!(bayan::config::parse(text, "site.toml", None).is_ok(), "the parser refuses {text}");
    }
}

/// Every property says in both languages what it is.
#[test]
fn every_key_is_described() {
    fn look(at: &str, schema: &Value, labelled: bool) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let at = format!("{at}/{name}");
            assert!(
                property["description"].as_str().is_some_and(|text| text.len() > 10 || text.ends_with('.')),
                "{at}"
            );
            assert!(!labelled || property["title"].is_string() && property["x-ar"].is_string(), "{at} has no labels");
            look(&at, property, labelled);
        }
    }
    look("front matter", &schema(&["front-matter"]), true);
    look("site.toml", &schema(&["site"]), false);
    assert!(schema(&["site"])["properties"].as_object().unwrap().len() > 15);
}

/// What stands above a report in a bad folder: the schema follows `--root`, and says so where it cannot.
#[test]
fn a_schema_names_what_the_site_has() {
    let own = schema(&["front-matter", "--root", "."]);
    let meetings = own["properties"]["meeting"]["enum"].as_array().unwrap();
    assert!(meetings.contains(&json!("rome-2021")) && meetings.contains(&Value::Null));
    assert!(own["properties"]["tags"]["items"]["examples"].as_array().unwrap().contains(&json!("iraq")));
    assert!(schema(&["front-matter"])["properties"]["meeting"].get("enum").is_none());
    assert_eq!(bayan(&["schema", "front-matter", "--root", "nowhere"]).code, 2);
}

proptest! {
    /// The expression and the parser agree, but for days that no month has and intervals that end before they begin.
    #[test]
    fn the_expression_for_dates_is_the_parsers(text in "[012][0-9]{2,3}(-[01][0-9](-[0-3][0-9])?)?([~?%/]([12][0-9]{3}(-[01][0-9])?)?)?") {
        let pattern = jsonschema::validator_for(&json!({ "pattern": PATTERN })).unwrap();
        let passes = pattern.is_valid(&json!(text));
        match Edtf::parse(&text) {
            Ok(_) => prop_assert!(passes, "{}", text),
            Err(message) if passes => prop_assert!(
                message.get(bayan::lang::Lang::En).contains("ends before") || text.split('/').any(|part| part.len() > 7),
                "{}: {:?}", text, message
            ),
            Err(_) => {}
        }
    }
}

const ADMIN: &str = "[admin]\nbackend = \"github\"\nrepo = \"you/archive\"\nbranch = \"main\"\n";

/// A small site with an editor in the browser.
fn site(test: &str, admin: &str) -> std::path::PathBuf {
    let root = scratch(test);
    let text = format!(
        "base_url = \"https://example.org/x/\"\n[title]\nar = \"أرشيف \\\"البيانات\\\"\"\nen = \"Archive: yes\"\n[[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\ntitle = {{ ar = \"روما\", en = \"Rome\" }}\n[tag.iraq]\nar = \"العراق\"\nen = \"Iraq\"\n{admin}"
    );
    write(
        &root,
        &[
            ("site.toml", text.as_bytes()),
            ("seeds/a.md", "---\ntitle: كلمة\nsummary_en: Words.\n---\nنص.\n".as_bytes()),
        ],
    );
    root
}

#[test]
fn the_editor_in_the_browser_has_the_keys_of_the_schema() {
    let root = site("admin", ADMIN);
    let run = build(&["--root", root.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("site.toml:12:1: warning[missing-script]: the page admin/ has no script"),
        "{}",
        run.stderr
    );
    let config = yaml(&fs::read_to_string(root.join("public/admin/config.yml")).unwrap());
    assert_eq!(
        config["backend"],
        json!({ "name": "github", "repo": "you/archive", "branch": "main", "auth_methods": ["token"] })
    );
    assert_eq!(config["app_title"], "أرشيف \"البيانات\" · Archive: yes");
    let reports = &config["collections"][0];
    assert_eq!(
        (&reports["folder"], &reports["format"], &reports["extension"]),
        (&json!("seeds"), &json!("yaml-frontmatter"), &json!("md"))
    );
    let fields = reports["fields"].as_array().unwrap();
    let named = |fields: &[Value], name: &str| fields.iter().find(|field| field["name"] == name).unwrap().clone();
    let schema = schema(&["front-matter"]);
    let mut names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    let body = names.iter().position(|name| *name == "body").unwrap();
    assert_eq!(body, names.iter().position(|name| *name == "summary_status").unwrap() + 1, "beside the summary");
    names.remove(body);
    names.sort_unstable();
    assert_eq!(names, schema["properties"].as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>());
    let widgets = [
        ("title", "string"),
        ("date", "string"),
        ("meeting", "select"),
        ("tags", "select"),
        ("source", "object"),
        ("summary_en", "text"),
        ("summary_status", "select"),
        ("draft", "boolean"),
        ("aliases", "list"),
        ("body", "markdown"),
    ];
    for (name, widget) in widgets {
        assert_eq!(named(fields, name)["widget"], widget, "{name}");
    }
    assert_eq!(named(fields, "date")["pattern"][0], PATTERN);
    assert_eq!(named(fields, "meeting")["options"], json!([{ "label": "روما · Rome", "value": "rome-2021" }]));
    let tags = named(fields, "tags");
    assert_eq!((&tags["multiple"], &tags["options"][0]["value"]), (&json!(true), &json!("iraq")));
    assert_eq!(named(named(fields, "source")["fields"].as_array().unwrap(), "published")["pattern"][0], PATTERN);
    assert!(named(fields, "body")["label"].as_str().unwrap().contains("نص"));
}

#[test]
fn the_page_of_the_editor_loads_the_sites_own_script() {
    let root = site("admin-page", ADMIN);
    let root_arg = root.to_str().unwrap();
    assert_eq!(bayan(&["theme", "eject", "static", "--root", root_arg]).code, 0);
    write(&root, &[("static/admin/sveltia-cms.js", b"export {};\n")]);
    let run = build(&["--strict", "--root", root_arg]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(fs::read(root.join("public/admin/sveltia-cms.js")).unwrap(), b"export {};\n");
    let page = fs::read_to_string(root.join("public/admin/index.html")).unwrap();
    let document = scraper::Html::parse_document(&page);
    let select = |text: &str| scraper::Selector::parse(text).unwrap();
    let scripts: Vec<_> = document.select(&select("script")).collect();
    assert_eq!(scripts.len(), 1);
    assert_eq!(scripts[0].attr("src"), Some("/x/admin/sveltia-cms.js"));
    assert_eq!(scripts[0].text().collect::<String>(), "");
    assert_eq!(document.select(&select("meta[name=robots][content=noindex]")).count(), 1);
    let policy =
        document.select(&select("meta[http-equiv=Content-Security-Policy]")).next().unwrap().attr("content").unwrap();
    assert!(policy.contains("script-src 'self';") && policy.contains("https://api.github.com"), "{policy}");
    assert!(!fs::read_to_string(root.join("public/sitemap.xml")).unwrap().contains("admin"));
}

#[test]
fn a_site_that_asks_for_no_editor_has_none() {
    let root = site("admin-none", "");
    assert_eq!(build(&["--strict", "--root", root.to_str().unwrap()]).code, 0);
    assert!(!root.join("public/admin").exists());
}

#[test]
fn other_forges_get_what_they_need() {
    let config = |name: &str, admin: &str| {
        let root = site(name, admin);
        let run = build(&["--root", root.to_str().unwrap()]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let page = fs::read_to_string(root.join("public/admin/index.html")).unwrap();
        (yaml(&fs::read_to_string(root.join("public/admin/config.yml")).unwrap()), page)
    };
    let (gitlab, page) = config(
        "admin-gitlab",
        "[admin]\nbackend = \"gitlab\"\nrepo = \"a/b/c\"\nfolder = \"/texts/\"\napp_id = \"1\"\nbase_url = \"https://git.example.org/\"\napi_root = \"https://git.example.org/api/v4\"\n",
    );
    assert_eq!(
        gitlab["backend"],
        json!({ "name": "gitlab", "repo": "a/b/c", "base_url": "https://git.example.org", "auth_type": "pkce", "app_id": "1", "api_root": "https://git.example.org/api/v4" })
    );
    assert_eq!(gitlab["collections"][0]["folder"], "texts");
    assert!(page.contains("https://git.example.org https://gitlab.com https://unpkg.com;"), "{page}");
    let (test, _) = config("admin-test", "[admin]\nbackend = \"test-repo\"\n");
    assert_eq!(test["backend"], json!({ "name": "test-repo" }));
}
