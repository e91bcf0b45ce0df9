//! What is inferred from whole reports with the project's own `site.toml`: a meeting only where the text decides it, never a made-up date.

use std::fs;

use serde_json::Value;

use crate::harness::{archive, build_in, communique, project, scratch, write};

/// The communiqué made of one report's text.
fn inferred(name: &str, text: &str) -> Value {
    let root = scratch(&format!("infer-{name}"));
    let site = fs::read(project().join("site.toml")).unwrap();
    write(&root, &[("site.toml", &site), ("seeds/report.md", text.as_bytes())]);
    assert_eq!(build_in(&root, &[], &[]).code, 0);
    communique(&archive(&root.join("public")), "report").clone()
}

#[test]
fn a_place_or_a_name_alone_is_no_meeting() {
    for (name, text) in [
        (
            "visit",
            "السفير يزور البصرة\n\nزار السفير الأمريكي مدينة البصرة والتقى محافظها، وقال إن واشنطن تدعم مشاريع المياه في المدينة.\n",
        ),
        (
            "arrival",
            "الوزير يصل إلى روما\n\nوصل وزير الزراعة إلى روما أمس في زيارة رسمية تستمر ثلاثة أيام يلتقي خلالها نظيره الإيطالي.\n",
        ),
        (
            "congratulations",
            "رئيس الوزراء يهنئ إيطاليا\n\nهنأ رئيس الوزراء إيطاليا بعيدها الوطني وتمنى لشعبها دوام التقدم والازدهار في الأعوام القادمة.\n",
        ),
        (
            "memory",
            "بيان في بروكسل\n\nفي ذكرى اجتماع مراكش التقى السفراء في بروكسل وجددوا التزامهم بما اتفق عليه الوزراء في مراكش قبل عام كامل.\n",
        ),
        (
            "two",
            "اجتماعات التحالف\n\nعقد التحالف اجتماعين وزاريين، الأول في واشنطن في 6 شباط 2019، والثاني في روما في 28 حزيران 2021، وصدر عنهما بيانان.\n",
        ),
    ] {
        let found = inferred(name, text);
        assert_eq!(
            (&found["meeting"], &found["date"], &found["place"]),
            (&Value::Null, &Value::Null, &Value::Null),
            "{name}"
        );
    }
}

#[test]
fn a_meeting_at_its_place_is_that_meeting() {
    let text = "وزراء التحالف يجتمعون\n\nعقد وزراء خارجية التحالف الدولي اجتماعهم في مدينة مراكش المغربية وأصدروا في ختامه بيانا مشتركا.\n";
    let found = inferred("own", text);
    assert_eq!(
        (&found["meeting"], &found["date"], &found["date_basis"]),
        (&"marrakech-2022".into(), &"2022-05-11".into(), &"meeting".into())
    );
    let evidence = found["inferred"].as_array().unwrap().iter().find(|one| one["field"] == "meeting").unwrap();
    assert_eq!(evidence["line"], 3);
    let byte = |end: usize| usize::try_from(evidence["bytes"][end].as_u64().unwrap()).unwrap();
    assert_eq!(text.get(byte(0)..byte(1)), Some("مراكش"));
}
