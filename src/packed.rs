//! Lists of numbers → bytes of the cache, four a number, which are read as fast as they are copied. It knows nothing of what they mean.

/// Lists of numbers, for `#[serde(with = …)]`: how long each is, and then all numbers, their lowest byte first.
pub mod lists {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Bytes;

    /// Writes them.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(lists: &[Vec<u32>], to: S) -> Result<S::Ok, S::Error> {
        let lengths: Vec<usize> = lists.iter().map(Vec::len).collect();
        let mut numbers = Vec::with_capacity(lengths.iter().sum::<usize>() * 4);
        lists.iter().flatten().for_each(|number| numbers.extend_from_slice(&number.to_le_bytes()));
        (lengths, Bytes(numbers)).serialize(to)
    }

    /// Reads them.
    ///
    /// # Errors
    /// There are fewer numbers than the lengths say, and those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Vec<u32>>, D::Error> {
        let (lengths, Bytes(numbers)) = <(Vec<usize>, Bytes)>::deserialize(from)?;
        let mut rest = numbers.as_slice();
        let take = |length: usize| {
            let (own, behind) = rest.split_at_checked(length.checked_mul(4)?)?;
            rest = behind;
            Some(own.as_chunks().0.iter().copied().map(u32::from_le_bytes).collect())
        };
        let lists: Option<Vec<Vec<u32>>> = lengths.into_iter().map(take).collect();
        lists.ok_or_else(|| D::Error::custom("a list is shorter than it should be"))
    }
}

/// Bytes that are written as they are.
pub struct Bytes(pub Vec<u8>);

impl serde::Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Bytes, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Bytes;

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        from.deserialize_bytes(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    struct Kept {
        #[serde(with = "super::lists")]
        lists: Vec<Vec<u32>>,
        behind: u8,
    }

    proptest! {
        #[test]
        fn lists_are_read_as_they_were_written(
            lists in prop::collection::vec(prop::collection::vec(any::<u32>(), 0..9), 0..9),
            lost in any::<prop::sample::Index>(),
        ) {
            let bytes = postcard::to_stdvec(&Kept { lists: lists.clone(), behind: 7 }).unwrap();
            let read: Kept = postcard::from_bytes(&bytes).unwrap();
            prop_assert_eq!((read.lists, read.behind), (lists, 7));
            prop_assert!(postcard::from_bytes::<Kept>(&bytes[..lost.index(bytes.len())]).is_err());
        }
    }
}
