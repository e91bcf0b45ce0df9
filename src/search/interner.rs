//! Hashes of words as they come → a number for each, and the places of each in the order of the hashes. It keeps no word.

/// Hashes, each once, with a number in the order in which they are seen: texts say few words again and again, and only these
/// few have to be sorted.
#[derive(Debug, Default)]
pub struct Interner {
    /// By number: the hash, and how often it was seen.
    hashes: Vec<(u64, u32)>,
    /// Places for one more than each number, by the hash or behind it; 0 where there is none. Half of them are free.
    places: Vec<u32>,
}

/// Places that a chunk of a few documents needs.
const FEW: usize = 1 << 13;

impl Interner {
    /// Forgets all hashes; the room stays.
    pub fn clear(&mut self) {
        self.hashes.clear();
        self.places.clear();
        self.places.resize(FEW, 0);
    }

    /// The number of a hash.
    pub fn number(&mut self, hash: u64) -> u32 {
        if self.hashes.len() * 2 >= self.places.len() {
            self.places.clear();
            self.places.resize((self.hashes.len() * 4).next_power_of_two().max(FEW), 0);
            for (number, (hash, _)) in (1..).zip(&self.hashes) {
                let free = place(&self.places, *hash, |taken| taken == 0);
                self.places.get_mut(free).into_iter().for_each(|place| *place = number);
            }
        }
        let hashes = &mut self.hashes;
        let known = |taken: u32| hashes.get(taken.wrapping_sub(1) as usize).is_none_or(|(known, _)| *known == hash);
        let at = place(&self.places, hash, known);
        let Some(place) = self.places.get_mut(at) else { return 0 };
        if *place == 0 {
            hashes.push((hash, 0));
            *place = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
        }
        let number = *place - 1;
        hashes.get_mut(number as usize).into_iter().for_each(|(_, times)| *times += 1);
        number
    }

    /// Puts what was seen, given by its `numbers`, in `order`: by its hash, and then as it was seen. It gives for each hash
    /// where its own end there.
    pub fn sort(&self, numbers: &[u32], order: &mut Vec<u32>) -> Vec<(u64, usize)> {
        let mut sorted: Vec<(u64, u32)> = (0..).zip(&self.hashes).map(|(number, (hash, _))| (*hash, number)).collect();
        sorted.sort_unstable();
        let times = |number: u32| self.hashes.get(number as usize).map_or(0, |(_, times)| *times as usize);
        let mut next = vec![0; sorted.len()];
        let mut end = 0;
        let mut runs = Vec::with_capacity(sorted.len());
        for (hash, number) in sorted {
            next.get_mut(number as usize).into_iter().for_each(|next| *next = end);
            end += times(number);
            runs.push((hash, end));
        }
        order.clear();
        order.resize(end, 0);
        for (word, number) in (0..).zip(numbers) {
            let Some(at) = next.get_mut(*number as usize) else { continue };
            order.get_mut(*at).into_iter().for_each(|place| *place = word);
            *at += 1;
        }
        runs
    }
}

/// The first place from that of a hash on of which `is_it` says so.
fn place(places: &[u32], hash: u64, is_it: impl Fn(u32) -> bool) -> usize {
    let mask = places.len().wrapping_sub(1);
    #[expect(clippy::cast_possible_truncation, reason = "any bits of a hash are as good as others")]
    let mut at = hash as usize & mask;
    while places.get(at).is_some_and(|taken| !is_it(*taken)) {
        at = (at + 1) & mask;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_a_sort(
            hashes in proptest::collection::vec(prop_oneof![0u64..40, any::<u64>(), (0u64..40).prop_map(|high| high << 40)], 0..300),
            few in 0usize..2,
        ) {
            let many = if few == 0 { 60 } else { 1 };
            // Enough of them that the places have to be made anew.
            let all: Vec<u64> =
                (0..many).flat_map(|turn| hashes.iter().map(move |hash| hash ^ turn << 32)).chain(hashes.clone()).collect();
            let mut interner = Interner::default();
            let mut order = vec![7];
            for _ in 0..2 {
                interner.clear();
                let numbers: Vec<u32> = all.iter().map(|hash| interner.number(*hash)).collect();
                let runs = interner.sort(&numbers, &mut order);
                let mut expected: Vec<(u64, u32)> = all.iter().copied().zip(0..).collect();
                expected.sort_unstable();
                prop_assert!(order.iter().copied().eq(expected.iter().map(|(_, place)| *place)));
                let ends: Vec<(u64, usize)> = (1..)
                    .zip(&expected)
                    .filter(|(end, (hash, _))| expected.get(*end).is_none_or(|(next, _)| next != hash))
                    .map(|(end, (hash, _))| (*hash, end))
                    .collect();
                prop_assert_eq!(runs, ends);
            }
        }
    }
}
