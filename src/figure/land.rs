//! Where there is land, in squares of three degrees. It is a picture's background and says nothing of coasts or borders.
//!
//! Source: sampled from the land polygons of Natural Earth at 1:110 million, which are in the public domain; a square is
//! land if five of nine points in it are.

/// Degrees of a square's side.
pub const SIDE: f64 = 3.0;
/// Squares from 180° west to 180° east.
pub const COLUMNS: i32 = 120;
/// Squares from 84° north to 60° south.
pub const ROWS: i32 = 48;
/// The latitude of the northern edge, in degrees.
pub const NORTH: f64 = 84.0;

/// Whether a square is land; columns count from the west, rows from the north, both from 0.
pub fn is_land(column: i32, row: i32) -> bool {
    let bits = usize::try_from(row).ok().and_then(|row| LAND.get(row)).copied().unwrap_or(0);
    (0..COLUMNS).contains(&column) && bits >> (COLUMNS - 1 - column) & 1 == 1
}

/// A row each from the north; the highest of 120 bits is the westernmost square.
const LAND: [u128; ROWS as usize] = [
    0x00000001FC0FF00000000000000000,
    0x0000000FFBFFFC00D0000018000000,
    0x0000000FC7FFF80000000003800000,
    0x00001AAB807FF800000201FFF41000,
    0x03C0179BF83FF0000C003FFFFFFF80,
    0x7800000061C07FFF80700000000000,
    0x01FFFFFDAC1C0001EFFFFFFFFFFFFE,
    0x07FFFFF8300C0003DFFFFFFFFFFF7C,
    0x0183FFF83E000023CFFFFFFFFFE040,
    0x0000FFFE3F0000219FFFFFFFFFC0C0,
    0x00007FFFBF800053FFFFFFFFFFE080,
    0x00003FFFFE40001FFFFFFFFFFFF000,
    0x00001FFFFE00001FFFFFFFFFFFC000,
    0x00001FFFF800005D7877FFFFFF9000,
    0x00001FFFF00000707FF3FFFFFE0000,
    0x00001FFFE000007017FBFFFFF22000,
    0x00000FFFC000003F00FFFFFFF0C000,
    0x000007FF8000007F99FFFFFFF00000,
    0x000003F0800000FFFFF7FFFFF80000,
    0x000000F0000001FFFFF8FFFFF00000,
    0x00000060000001FFFF7F1FFFC00000,
    0x00000072080001FFFF3E0F1E000000,
    0x0000001E000003FFFFBC0E0F080000,
    0x00000003000003FFFFF00607000000,
    0x00000000140001FFFFF80601000000,
    0x000000003F0000FFFFF80000040000,
    0x000000003FE00003FFF00000200000,
    0x000000003FE00001FFE00004600000,
    0x000000007FF80001FFC00002600000,
    0x000000007FFE0000FF800002007000,
    0x000000007FFF0000FF800000003800,
    0x000000003FFF0000FF800000000000,
    0x000000001FFE0000FFC00000019000,
    0x000000001FFE0000FF80000007B000,
    0x0000000007FE0000FF1000000FF800,
    0x0000000007FC00007F3000003FFC00,
    0x000000000FF000007E0000003FFE00,
    0x000000000FF000007E0000003FFE00,
    0x000000000FE000003C0000001FFE00,
    0x000000000FC0000020000000103C00,
    0x000000000F80000000000000001C00,
    0x000000001E00000000000000000002,
    0x000000001E00000000000000000004,
    0x000000001C00000000000000000008,
    0x000000001800000000000000000000,
    0x000000001800000000000000000000,
    0x000000000000000000000000000000,
    0x000000000000000000000000000000,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64) -> bool {
        is_land(((longitude + 180.0) / SIDE) as i32, ((NORTH - latitude) / SIDE) as i32)
    }

    #[test]
    fn continents_and_oceans_are_where_they_are() {
        assert!(at(39.0, -100.0) && at(24.0, 45.0) && at(10.0, 20.0) && at(-25.0, 135.0) && at(52.0, 20.0));
        assert!(!at(30.0, -40.0) && !at(0.0, -150.0) && !at(-30.0, 80.0) && !at(35.0, 18.0));
        assert!(!is_land(-1, 0) && !is_land(0, -1) && !is_land(COLUMNS, 10) && !is_land(3, ROWS));
    }
}
