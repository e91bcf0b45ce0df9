//! How strongly a text speaks: an ordered lexicon of the verbs of communiqués, as data, and where they stand in a text. Which verb took the place of which is decided in `redline`.
//!
//! Source: the instructive and emotive words of Security Council resolutions in their order of strength (Gruenberg 2009, "An
//! Analysis of United Nations Security Council Resolutions", Case Western Reserve Journal of International Law 41), in
//! the Arabic of the Council's resolutions: يشجع encourages, يدعو invites, يهيب ب calls upon, يحث urges, يطالب demands.

use crate::text::phrases::{Found, Phrases, listed};

/// What the verbs of one scale do. Two verbs are stronger or weaker than each other only on one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// They ask somebody to act.
    Call,
    /// They say how much a statement matters.
    Stress,
    /// They say how worrying something is.
    Concern,
    /// They say that something is wrong.
    Blame,
    /// They say that something is good.
    Praise,
    /// They say what the speakers will do.
    Commitment,
}

/// A step of a scale: forms of its verbs, each of which may stand with one of some words behind it. Forms that differ in
/// what folding drops, or in a particle in front, need not be named.
struct Step {
    forms: &'static str,
    with: &'static str,
}

const fn step(forms: &'static str) -> Step {
    Step { forms, with: "" }
}

const STRONGLY: &str = "بشدة، بقوة، بأشد العبارات، بأقوى العبارات";
const DENOUNCE: &str = "دان، أدان، أدانوا، أدانت، أدنا، يدين، يدينون، تدين، ندين، مدينا، مدينين";

/// The weakest step of each scale first.
const SCALES: [(Scale, &[Step]); 6] = [
    (
        Scale::Call,
        &[
            step("شجع، شجعوا، شجعت، يشجع، يشجعون، تشجع، نشجع، مشجعا، مشجعين"),
            step("دعا، دعوا، دعت، دعونا، يدعو، يدعون، تدعو، ندعو، داعيا، داعين، داعية"),
            step(
                "أهاب، أهابوا، أهابت، يهيب، يهيبون، تهيب، نهيب، ناشد، ناشدوا، ناشدت، يناشد، يناشدون، تناشد، نناشد، \
                 مناشدا، مناشدين",
            ),
            step("حث، حثوا، حثت، يحث، يحثون، تحث، نحث، حاثا، حاثين"),
            step("طالب، طالبوا، طالبت، يطالب، يطالبون، تطالب، نطالب، مطالبا، مطالبين"),
        ],
    ),
    (
        Scale::Stress,
        &[
            step("أشار، أشاروا، أشارت، يشير، يشيرون، تشير، نشير، مشيرا، مشيرين، لفت، لفتوا، لفتت، يلفت، لافتا"),
            step("أكد، أكدوا، أكدت، يؤكد، يؤكدون، تؤكد، نؤكد، مؤكدا، مؤكدين"),
            step("شدد، شددوا، شددت، يشدد، يشددون، تشدد، نشدد، مشددا، مشددين"),
        ],
    ),
    (
        Scale::Concern,
        &[
            step("عن قلقه، عن قلقهم، عن قلقها، عن قلقنا، عن القلق، بقلق"),
            step(
                "عن بالغ قلقه، عن بالغ قلقهم، عن بالغ قلقها، عن بالغ قلقنا، عن بالغ القلق، ببالغ القلق، عن عميق قلقه، \
                 عن عميق قلقهم، عن عميق قلقها، عن عميق القلق، عن قلقه البالغ، عن قلقهم البالغ، عن قلقها البالغ، \
                 عن قلقنا البالغ، عن القلق البالغ، عن قلقه العميق، عن قلقهم العميق، عن قلقها العميق، عن القلق العميق، \
                 عن قلقه الشديد، عن قلقهم الشديد، عن قلقها الشديد، عن القلق الشديد، بقلق بالغ، بقلق عميق، بقلق شديد",
            ),
        ],
    ),
    (
        Scale::Blame,
        &[
            step("أسف، أسفوا، أسفت، يأسف، يأسفون، تأسف، نأسف، عن أسفه، عن أسفهم، عن أسفها، عن أسفنا، عن الأسف"),
            step(
                "شجب، شجبوا، شجبت، يشجب، يشجبون، تشجب، نشجب، استنكر، استنكروا، استنكرت، يستنكر، يستنكرون، تستنكر، \
                 نستنكر، ندد، نددوا، نددت، يندد، ينددون، تندد، منددا، منددين",
            ),
            step(DENOUNCE),
            Step { forms: DENOUNCE, with: STRONGLY },
        ],
    ),
    (
        Scale::Praise,
        &[
            Step {
                forms: "أحاط، أحاطوا، أحاطت، يحيط، يحيطون، تحيط، نحيط، أخذ، أخذوا، أخذت، يأخذ", with: "علما"
            },
            step("رحب، رحبوا، رحبت، يرحب، يرحبون، ترحب، نرحب، مرحبا، مرحبين"),
            step("أشاد، أشادوا، أشادت، يشيد، يشيدون، تشيد، نشيد، مشيدا، مشيدين، أثنى، أثنوا، أثنت، يثني، يثنون، تثني"),
        ],
    ),
    (
        Scale::Commitment,
        &[
            step("اعتزم، اعتزموا، اعتزمت، يعتزم، يعتزمون، تعتزم، نعتزم، نوى، ينوي، ينوون، تنوي، ننوي"),
            step(
                "تعهد، تعهدوا، تعهدت، يتعهد، يتعهدون، تتعهد، نتعهد، متعهدا، متعهدين، التزم، التزموا، التزمت، يلتزم، \
                 يلتزمون، تلتزم، نلتزم",
            ),
        ],
    ),
];

/// A place on a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strength {
    /// What the verb does.
    pub scale: Scale,
    /// How strongly, from 1 for the weakest.
    pub step: usize,
}

/// The lexicon, folded.
#[derive(Debug)]
pub struct Lexicon(Phrases<Strength>);

impl Default for Lexicon {
    fn default() -> Lexicon {
        Lexicon::new()
    }
}

impl Lexicon {
    /// Folds the words.
    pub fn new() -> Lexicon {
        let mut all: Vec<(String, Strength)> = Vec::new();
        for (scale, steps) in &SCALES {
            for (step, level) in (1..).zip(*steps) {
                let strength = Strength { scale: *scale, step };
                for form in listed(level.forms) {
                    let with = listed(level.with).map(|with| format!("{form} {with}"));
                    let alone = level.with.is_empty().then(|| form.to_owned());
                    all.extend(with.chain(alone).map(|phrase| (phrase, strength)));
                }
            }
        }
        Lexicon(Phrases::new(all.iter().map(|(phrase, strength)| (phrase.as_str(), *strength))))
    }

    /// The verbs in folded words, by place; of those that overlap the longest, and each place once.
    pub fn find(&self, words: &[&str]) -> Vec<Found<'_, Strength>> {
        let mut found = self.0.find(words);
        found.sort_by_key(|one| (one.word, std::cmp::Reverse(one.words)));
        let mut apart: Vec<Found<'_, Strength>> = Vec::with_capacity(found.len());
        for one in found {
            if apart.last().is_none_or(|last| last.word + last.words <= one.word) {
                apart.push(one);
            }
        }
        apart
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::FoldedText;

    fn found(text: &str) -> Vec<(Scale, usize)> {
        let folded = FoldedText::new(text);
        let words: Vec<&str> = folded.words().collect();
        Lexicon::new().find(&words).iter().map(|one| (one.value.scale, one.value.step)).collect()
    }

    #[test]
    fn verbs_are_found_in_their_forms_and_their_order() {
        assert_eq!(found("ودعا الوزراء ثم حثّوا"), [(Scale::Call, 2), (Scale::Call, 4)]);
        assert_eq!(found("وأعرب عن قلقه"), [(Scale::Concern, 1)]);
        assert_eq!(found("وأعربوا عن بالغ قلقهم"), [(Scale::Concern, 2)]);
        assert_eq!(found("وتدين بأشد العبارات، وتدين"), [(Scale::Blame, 4), (Scale::Blame, 3)]);
        assert_eq!(found("وأكدوا مجددا"), [(Scale::Stress, 2)]);
        assert!(found("في مدينة بغداد").is_empty());
    }

    #[test]
    fn no_form_stands_on_two_steps() {
        let mut all: Vec<String> = SCALES
            .iter()
            .flat_map(|(_, steps)| *steps)
            .filter(|step| step.with.is_empty())
            .flat_map(|step| listed(step.forms))
            .map(|form| FoldedText::new(form).as_str().to_owned())
            .collect();
        all.sort();
        assert_eq!(all.windows(2).find(|two| two[0] == two[1]), None);
    }
}
