//! The paragraphs of two texts → which of them belong together. Linear in the runs of words that both have: no paragraph is compared with every other.

use crate::text::joining::Joining;

/// A word or a pair of words in more paragraphs than this on one side tells nothing.
const COMMON: usize = 24;
/// Paragraphs that stand in the same order belong together from this likeness on: in the project's own reports and in real
/// ones, paragraphs that say the same in other words have 0.13 and more, others up to 0.11.
const ALIKE: f64 = 0.125;
/// Others do from this one on: a paragraph that moved must be known for the same.
const ALIKE_ELSEWHERE: f64 = 0.4;
/// Of two paragraphs of which the one has so many times the other's words only those that are much alike belong together: an
/// item of a list is no counterpart of the paragraph that names it among others.
const LONGER: usize = 4;
/// A paragraph has at most so many others that it may belong to.
const CANDIDATES: usize = 8;

/// Two paragraphs that belong together, as indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// In the older text.
    pub old: usize,
    /// In the newer text.
    pub new: usize,
    /// It stands in another place among its neighbours.
    pub moved: bool,
}

/// How alike two paragraphs are.
#[derive(Clone, Copy)]
struct Likeness {
    old: usize,
    new: usize,
    score: f64,
}

/// Pairs paragraphs, each given by the hashes of its words; each is in one pair at most. Pairs come in the order of the
/// newer text.
///
/// Likeness is Dice's coefficient of the paragraphs' words and 2-grams, where one counts the less the more paragraphs
/// have it. The pairs that keep the order are the chain of the greatest likeness in all (a weighted longest increasing
/// subsequence); of the rest the most alike belong together as moved.
pub fn pairs(old: &[&[u64]], new: &[&[u64]], joining: &Joining) -> Vec<Pair> {
    let candidates = candidates(old, new, joining);
    let in_order: Vec<Likeness> = candidates.iter().copied().filter(|pair| pair.score >= ALIKE).collect();
    let mut pairs: Vec<Pair> = chain(&in_order, old.len())
        .into_iter()
        .map(|pair| Pair { old: pair.old, new: pair.new, moved: false })
        .collect();
    let mut taken_old = vec![false; old.len()];
    let mut taken_new = vec![false; new.len()];
    let mut take = |old: usize, new: usize| match (taken_old.get_mut(old), taken_new.get_mut(new)) {
        (Some(o), Some(n)) if !*o && !*n => {
            (*o, *n) = (true, true);
            true
        }
        _ => false,
    };
    for pair in &pairs {
        take(pair.old, pair.new);
    }
    let mut rest: Vec<Likeness> = candidates.into_iter().filter(|pair| pair.score >= ALIKE_ELSEWHERE).collect();
    rest.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.new, a.old).cmp(&(b.new, b.old))));
    let moved = rest.into_iter().filter(|pair| take(pair.old, pair.new));
    pairs.extend(moved.map(|pair| Pair { old: pair.old, new: pair.new, moved: true }));
    pairs.sort_by_key(|pair| pair.new);
    pairs
}

/// Every pair that shares words, the most alike of each newer paragraph, by newer and then older paragraph.
fn candidates(old: &[&[u64]], new: &[&[u64]], joining: &Joining) -> Vec<Likeness> {
    let (olds, news) = (holders(old, joining), holders(new, joining));
    let (mut old_mass, mut new_mass) = (vec![0.0; old.len()], vec![0.0; new.len()]);
    // The weight of what a newer and an older paragraph have in common, once for each word or 2-gram.
    let mut shared: Vec<(usize, usize, f64)> = Vec::new();
    let mut in_new = news.chunk_by(|a, b| gram(*a) == gram(*b)).peekable();
    let mut in_old = olds.chunk_by(|a, b| gram(*a) == gram(*b)).peekable();
    let next_gram = |group: &&[Holder]| group.first().map_or(u64::MAX, |holder| gram(*holder));
    loop {
        let next = in_old.peek().map_or(u64::MAX, next_gram).min(in_new.peek().map_or(u64::MAX, next_gram));
        let from = in_old.next_if(|group| next_gram(group) == next).unwrap_or(&[]);
        let to = in_new.next_if(|group| next_gram(group) == next).unwrap_or(&[]);
        let often = from.len().max(to.len());
        if often == 0 {
            break;
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of paragraphs")]
        let weight = 1.0 / often as f64;
        for (masses, group) in [(&mut old_mass, from), (&mut new_mass, to)] {
            for holder in group {
                if let Some(mass) = masses.get_mut(paragraph(*holder)) {
                    *mass += weight;
                }
            }
        }
        if often <= COMMON {
            let pairs = |new: &Holder| {
                let new = paragraph(*new);
                from.iter().map(move |old| (new, paragraph(*old), weight))
            };
            shared.extend(to.iter().flat_map(pairs));
        }
    }
    shared.sort_by_key(|(new, old, _)| (*new, *old));
    let mut found = Vec::new();
    for of_new in shared.chunk_by(|a, b| a.0 == b.0) {
        let mut likely: Vec<Likeness> = of_new
            .chunk_by(|a, b| a.1 == b.1)
            .filter_map(|both| {
                let (index, other, _) = *both.first()?;
                let common: f64 = both.iter().map(|(.., weight)| weight).sum();
                let all: f64 = new_mass.get(index)? + old_mass.get(other)?;
                let (a, b) = (old.get(other)?.len(), new.get(index)?.len());
                let pair = Likeness { old: other, new: index, score: 2.0 * common / all.max(f64::MIN_POSITIVE) };
                (a.max(b) <= a.min(b) * LONGER || pair.score >= ALIKE_ELSEWHERE).then_some(pair)
            })
            .collect();
        likely.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.old.cmp(&b.old)));
        likely.truncate(CANDIDATES);
        likely.sort_by_key(|pair| pair.old);
        found.extend(likely);
    }
    found
}

/// The upper bits of the hash of a word or a 2-gram, and the index of a paragraph that has it in the lower: one number sorts
/// in half the time of two.
type Holder = u64;

/// Bits of the paragraph's index: no report has room for so many.
const INDEX: u32 = 20;

fn gram(holder: Holder) -> u64 {
    holder >> INDEX
}

fn paragraph(holder: Holder) -> usize {
    usize::try_from(holder & ((1 << INDEX) - 1)).unwrap_or(usize::MAX)
}

/// The telling words and the 2-grams of every paragraph, each once a paragraph, sorted.
fn holders(paragraphs: &[&[u64]], joining: &Joining) -> Vec<Holder> {
    let mut holders: Vec<Holder> = Vec::with_capacity(paragraphs.iter().map(|words| words.len()).sum::<usize>() * 2);
    for (index, words) in paragraphs.iter().enumerate() {
        let before = holders.len();
        let holder = |gram: u64| gram >> INDEX << INDEX | index as u64;
        let pair = |pair: &[u64]| holder(pair.iter().fold(0, |all: u64, word| all.rotate_left(21) ^ *word));
        holders.extend(words.windows(2).map(pair));
        holders.extend(words.iter().copied().filter(|word| joining.is_telling(*word)).map(holder));
        if holders.len() == before {
            holders.extend(words.iter().copied().map(holder));
        }
    }
    holders.sort_unstable();
    holders.dedup();
    holders
}

/// The chain of pairs, rising on both sides, whose likeness adds up to most. `pairs` come by newer, then older paragraph.
fn chain(pairs: &[Likeness], olds: usize) -> Vec<Likeness> {
    // The best chain that ends before an older paragraph, in a Fenwick tree of maxima: its likeness and its last pair.
    let mut tree: Vec<(f64, Option<usize>)> = vec![(0.0, None); olds + 1];
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for group in (0..pairs.len())
        .collect::<Vec<_>>()
        .chunk_by(|a, b| pairs.get(*a).map(|pair| pair.new) == pairs.get(*b).map(|pair| pair.new))
    {
        let ends: Vec<(usize, usize, f64)> = group
            .iter()
            .filter_map(|index| {
                let pair = pairs.get(*index)?;
                let (mut best, mut at) = ((0.0, None), pair.old);
                while at > 0 {
                    if let Some(entry) = tree.get(at).filter(|entry| entry.0 > best.0) {
                        best = *entry;
                    }
                    at &= at - 1;
                }
                *before.get_mut(*index)? = best.1;
                // Squared, so that one pair that is sure outweighs two that are not.
                Some((*index, pair.old, best.0 + pair.score * pair.score))
            })
            .collect();
        for (index, old, score) in ends {
            let mut at = old + 1;
            while let Some(entry) = tree.get_mut(at) {
                if score > entry.0 {
                    *entry = (score, Some(index));
                }
                at += at & at.wrapping_neg();
            }
        }
    }
    let last = tree.iter().fold((0.0, None), |best, entry| if entry.0 > best.0 { *entry } else { best });
    let mut chain = Vec::new();
    let mut next = last.1;
    while let Some(index) = next {
        chain.extend(pairs.get(index));
        next = before.get(index).copied().flatten();
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use xxhash_rust::xxh3::xxh3_64;

    /// Pairs of paragraphs given by numbers for words, of which hashes are made: all their bits count.
    fn found(old: &[impl AsRef<[u64]>], new: &[impl AsRef<[u64]>]) -> Vec<Pair> {
        fn hashed(text: &[impl AsRef<[u64]>]) -> Vec<Vec<u64>> {
            let words = |words: &[u64]| words.iter().map(|word| xxh3_64(&word.to_le_bytes())).collect();
            text.iter().map(|paragraph| words(paragraph.as_ref())).collect()
        }
        let (old, new) = (hashed(old), hashed(new));
        let old: Vec<&[u64]> = old.iter().map(Vec::as_slice).collect();
        let new: Vec<&[u64]> = new.iter().map(Vec::as_slice).collect();
        pairs(&old, &new, &Joining::default())
    }

    fn paired(old: &[&[u64]], new: &[&[u64]]) -> Vec<(usize, usize, bool)> {
        found(old, new).into_iter().map(|pair| (pair.old, pair.new, pair.moved)).collect()
    }

    const A: &[u64] = &[1, 2, 3, 4, 5, 6];
    const B: &[u64] = &[11, 12, 13, 14, 15, 16];
    const C: &[u64] = &[21, 22, 23, 24, 25, 26];
    const NEW: &[u64] = &[31, 32, 33, 34];

    #[test]
    fn what_is_the_same_is_paired_and_what_is_new_is_not() {
        assert_eq!(paired(&[A, B, C], &[A, NEW, B, C]), [(0, 0, false), (1, 2, false), (2, 3, false)]);
        assert_eq!(paired(&[A, B], &[NEW]), []);
        assert_eq!(paired(&[], &[A]), []);
        assert_eq!(paired(&[A, B, C], &[B, C, A]), [(1, 0, false), (2, 1, false), (0, 2, true)]);
    }

    #[test]
    fn what_stands_everywhere_tells_little() {
        let (one, other): (&[u64], &[u64]) = (&[1, 2, 50, 51, 52, 53, 54, 55], &[1, 2, 60, 61, 62, 63, 64, 65]);
        let rest: [&[u64]; 2] = [&[1, 2, 70, 71, 72, 73, 74], &[1, 2, 80, 81, 82, 83, 84]];
        assert_eq!(paired(&[one, rest[0], &[1, 2, 90, 91, 92, 93, 94]], &[other, rest[1]]), []);
    }

    proptest! {
        #[test]
        fn each_paragraph_is_in_one_pair(
            old in prop::collection::vec(prop::collection::vec(0u64..12, 0..8), 0..12),
            new in prop::collection::vec(prop::collection::vec(0u64..12, 0..8), 0..12),
        ) {
            let found = found(&old, &new);
            let mut olds: Vec<usize> = found.iter().map(|pair| pair.old).collect();
            let kept: Vec<usize> = found.iter().filter(|pair| !pair.moved).map(|pair| pair.old).collect();
            prop_assert!(kept.is_sorted());
            olds.sort_unstable();
            prop_assert!(olds.windows(2).all(|two| two[0] < two[1]));
            prop_assert!(found.windows(2).all(|two| two[0].new < two[1].new));
        }
    }
}
