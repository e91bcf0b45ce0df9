//! The texts with which an archive begins. Nothing in them is real.

/// Where the sample report stands.
pub const REPORT_PATH: &str = "seeds/sample.md";
/// Where the schema of `site.toml` stands; `SITE` names it.
pub const SCHEMA_PATH: &str = ".vscode/site.schema.json";

/// What a build makes and no archive keeps.
pub const GITIGNORE: &str = "/public/\n/.public.bayan-staging/\n/.bayan/\n";

/// The extension of VS Code that reads the schema named in `site.toml`.
pub const EXTENSIONS: &str = "{\n  \"recommendations\": [\"tamasfe.even-better-toml\"]\n}\n";

/// A small `site.toml`.
pub const SITE: &str = r#"#:schema ./.vscode/site.schema.json

# The address of the site, with a slash at its end.
# عنوان الموقع على الويب، وفي آخره شرطة مائلة.
base_url = "https://example.org/"

# Where reports are edited in a browser; every page then has a link. Take the # away.
# حيث تُحرَّر التقارير في المتصفح، فتظهر وصلة في كل صفحة. احذف علامة # من أول السطر.
# edit_url = "https://github.com/you/archive/edit/main/seeds/"

# The name of the site in both languages.
# اسم الموقع باللغتين.
[title]
ar = "أرشيف البيانات"
en = "Communiqué archive"

# One sentence on what the site is.
# جملة واحدة تعرّف بالموقع.
[description]
ar = "بيانات ختامية بنصوصها، ولكل منها ملخص بالإنجليزية."
en = "Final communiqués in full, each with a summary in English."

# A meeting; write one such table for each. This one is a sample.
# اجتماع، ولكل اجتماع جدول مثل هذا. وهذا نموذج.
[[meeting]]
id = "sample-2024"
date = "2024-03-14"
title = { ar = "الاجتماع النموذجي لمنتدى الجزر الخيالية", en = "Sample meeting of the Forum of Imaginary Islands" }
place = { ar = "جزيرة النموذج", en = "Sample Island" }
"#;

/// A report that says of itself what it is.
pub const REPORT: &str = r#"---
# This is a sample. Delete this file when you have a report of your own.
# هذا نموذج. احذف هذا الملف متى صار لديك تقرير.
title: بيان نموذجي لمنتدى الجزر الخيالية
title_en: Sample communiqué of the Forum of Imaginary Islands
date: 2024-03-14
meeting: sample-2024
summary_en: |
  This is a sample to delete: nothing in it happened. The islands of an imaginary forum agreed to share their lighthouses,
  to plant one tree for every boat, and to meet again.
---
هذا بيان نموذجي كُتب ليُحذف، فلا المنتدى قائم ولا الاجتماع انعقد.

اجتمع ممثلو منتدى الجزر الخيالية في جزيرة النموذج يوم 14 مارس 2024، واستعرضوا ما أنجزته الجزر في عامها الأول.

واتفق المجتمعون على أن تتشارك الجزر مناراتها، وأن تُضاء كل ليلة حتى طلوع الفجر، ليهتدي بها كل قارب مهما كانت جزيرته.

وقرروا أن تُغرس شجرة عن كل قارب يُبنى، وأن تتولى كل جزيرة رعاية أشجارها، وأن تُنشر أعدادها في تقرير سنوي.

وأكد المجتمعون حرصهم على مواصلة اللقاء، وعبّروا عن شكرهم لأهالي جزيرة النموذج على حسن الاستقبال.
"#;
