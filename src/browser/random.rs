//! Chance.

/// Letters and digits of a tab's name.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A name for this tab, 8 letters and digits: one in 10^12 pairs of tabs share one.
pub fn replica() -> String {
    let mut bytes = [0_u8; 8];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        let time = js_sys::Math::random().to_bits().to_le_bytes();
        bytes = time;
    }
    let letter = |byte: u8| LETTERS.get(usize::from(byte % 32)).copied().map_or('x', char::from);
    bytes.into_iter().map(letter).collect()
}
