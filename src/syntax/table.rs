//! A table from hashes to rows of small whole numbers, read in place from the bytes of a model file.
//!
//! Nothing is unpacked when a model is loaded: a lookup reads the bytes it needs.

/// Empty slots carry this row number.
const EMPTY: u32 = u32::MAX;

/// Rows of bytes under 64-bit hashes, of which 32 bits are checked.
#[derive(Clone, Debug)]
pub struct Table {
    slots: &'static [u8],
    rows: &'static [u8],
    width: usize,
    /// What one unit of a row is worth.
    pub scale: f32,
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(EMPTY, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

impl Table {
    /// Reads a table; `None` where the bytes are not whole. Gives the bytes behind it, too.
    pub fn read(bytes: &'static [u8]) -> Option<(Table, &'static [u8])> {
        if bytes.len() < 16 {
            return None;
        }
        let (slot_count, row_count) = (word(bytes, 0) as usize, word(bytes, 4) as usize);
        let (width, scale) = (word(bytes, 8) as usize, f32::from_bits(word(bytes, 12)));
        let rows_at = slot_count.checked_mul(8)?.checked_add(16)?;
        let end = row_count.checked_mul(width)?.checked_add(rows_at)?;
        if end > bytes.len() || !slot_count.is_power_of_two() {
            return None;
        }
        Some((Table { slots: &bytes[16..rows_at], rows: &bytes[rows_at..end], width, scale }, &bytes[end..]))
    }

    /// Writes a table of rows in the given order; of two rows with one hash the first counts.
    pub fn write(hashes: &[u64], rows: &[i8], width: usize, scale: f32) -> Vec<u8> {
        let slot_count = (hashes.len() * 3 / 2 + 1).next_power_of_two();
        let mut slots = vec![(0u32, EMPTY); slot_count];
        for (row, hash) in hashes.iter().enumerate() {
            let mut at = *hash as usize & (slot_count - 1);
            while slots[at].1 != EMPTY {
                at = (at + 1) & (slot_count - 1);
            }
            slots[at] = ((hash >> 32) as u32, row as u32);
        }
        let mut out = Vec::new();
        for number in [slot_count as u32, hashes.len() as u32, width as u32, scale.to_bits()] {
            out.extend(number.to_le_bytes());
        }
        for (check, row) in slots {
            out.extend(check.to_le_bytes());
            out.extend(row.to_le_bytes());
        }
        out.extend(rows.iter().map(|v| *v as u8));
        out
    }

    /// The number of the row under a hash.
    pub fn find(&self, hash: u64) -> Option<usize> {
        let mask = self.slots.len() / 8 - 1;
        let mut at = hash as usize & mask;
        for _ in 0..=mask {
            let row = word(self.slots, at * 8 + 4);
            if row == EMPTY {
                return None;
            }
            if word(self.slots, at * 8) == (hash >> 32) as u32 {
                return Some(row as usize);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// A row's values, yet to be multiplied by the scale.
    pub fn row(&self, number: usize) -> impl Iterator<Item = i8> + Clone + use<> {
        let start = number * self.width;
        self.rows.get(start..start + self.width).unwrap_or(&[]).iter().map(|b| *b as i8)
    }

    /// How many values a row has.
    pub fn width(&self) -> usize {
        self.width
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_again() {
        let hashes: Vec<u64> = (0..100u64).map(|i| (i << 40) | (i % 7)).collect();
        let rows: Vec<i8> = (0..200).map(|i| i as i8).collect();
        let bytes: &'static [u8] = Table::write(&hashes, &rows, 2, 0.5).leak();
        let (table, rest) = Table::read(bytes).unwrap();
        assert!(rest.is_empty());
        for (i, hash) in hashes.iter().enumerate() {
            assert_eq!(table.find(*hash), Some(i));
            assert_eq!(table.row(i).collect::<Vec<_>>(), [(2 * i) as i8, (2 * i + 1) as i8]);
        }
        assert_eq!(table.find(5 << 50), None);
        assert!(Table::read(&bytes[..bytes.len() - 1]).is_none());
    }
}
