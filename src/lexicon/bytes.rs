//! Reads the numbers of the compiled-in tables. Belongs here: the byte format. Not: what the numbers mean.

/// A reader of whole numbers of variable length (seven bits a byte, low bits first). Past the end everything is 0,
/// so that a damaged table gives wrong answers in tests and never a panic.
pub(super) struct Bytes<'a> {
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Bytes { rest }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((&first, rest)) => {
                self.rest = rest;
                first
            }
            None => 0,
        }
    }

    pub(super) fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0u32, 0u32);
        loop {
            let byte = self.byte();
            number |= u32::from(byte & 127).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte < 128 {
                return number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bytes;

    #[test]
    fn numbers_of_one_and_more_bytes() {
        let mut bytes = Bytes::new(&[5, 0x80 | 44, 2, 7]);
        assert_eq!((bytes.number(), bytes.number(), bytes.byte()), (5, 300, 7));
        assert!(bytes.is_empty());
    }

    #[test]
    fn a_cut_or_endless_number_ends() {
        assert_eq!(Bytes::new(&[0x81]).number(), 1);
        let mut bytes = Bytes::new(&[0xff; 9]);
        bytes.number();
        assert!(bytes.is_empty());
    }
}
