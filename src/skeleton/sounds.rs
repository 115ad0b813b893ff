//! The consonants of a name, so coarsely told apart that they are the same in all its spellings.

/// The consonants of a name, as numbers of base seven: labials, dentals and sibilants, velars, `m`, `n`, `r`. What comes and goes is left
/// out: vowels and half-vowels, `h`, and `l` for the sake of the article; and repetition, for the sake of doubled letters and of joined
/// words.
pub(super) fn drawers<'w>(words: impl Iterator<Item = &'w str>) -> Vec<u64> {
    const B: u8 = 1;
    const D: u8 = 2;
    const K: u8 = 3;
    const M: u8 = 4;
    const N: u8 = 5;
    const R: u8 = 6;
    let mut letters = words.flat_map(str::bytes).peekable();
    // Each with its last sound.
    let mut keys: Vec<(u64, u8)> = Vec::with_capacity(MOST_DRAWERS);
    keys.push((0, 0));
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let (sounds, n_taken): (&[&[u8]], usize) = match (letter, next) {
            (b'k', Some(b'h')) => (&[&[K], &[]], 2),
            (b'c', Some(b'h')) => (&[&[D], &[K], &[]], 2),
            (b'f', Some(b'f')) => (&[&[B], &[]], 2),
            (b'g', Some(b'h')) => (&[&[K]], 2),
            (b'g' | b'c', _) => (&[&[K], &[D]], 1),
            (b'x', _) => (&[&[K, D], &[K], &[]], 1),
            (b'k' | b'q', _) => (&[&[K]], 1),
            (b'd' | b't' | b's' | b'z' | b'j', _) => (&[&[D]], 1),
            (b'b' | b'p' | b'f', _) => (&[&[B]], 1),
            (b'm', _) => (&[&[M]], 1),
            (b'n', Some(b'b' | b'p')) => (&[&[N], &[M]], 1),
            (b'n', _) => (&[&[N]], 1),
            (b'r', _) => (&[&[R]], 1),
            _ => continue,
        };
        if n_taken == 2 {
            letters.next();
        }
        let sounds = if keys.len() * sounds.len() > MOST_DRAWERS { &sounds[..1] } else { sounds };
        let add = |key: (u64, u8), sound: &[u8]| {
            sound.iter().fold(key, |(key, last), &sound| match sound == last {
                true => (key, last),
                false => (key.wrapping_mul(7).wrapping_add(u64::from(sound)), sound),
            })
        };
        if let ([sound], [key]) = (sounds, &mut keys[..]) {
            *key = add(*key, sound);
            continue;
        }
        let mut longer: Vec<(u64, u8)> = Vec::with_capacity(MOST_DRAWERS);
        for key in &keys {
            for sound in sounds {
                let key = add(*key, sound);
                if !longer.contains(&key) {
                    longer.push(key);
                }
            }
        }
        keys = longer;
    }
    keys.into_iter().map(|(key, _)| key).collect()
}

/// The consonants of [`drawers`] as a number; `None` when a letter has two sounds.
pub(super) fn sounds(letters: &str) -> Option<u64> {
    let mut code = 0_u64;
    let mut last_sound = 0;
    let mut last_letter = b' ';
    for letter in letters.bytes() {
        let sound = match letter {
            b'h' if matches!(last_letter, b'k' | b'c') => return None,
            b'f' if last_letter == b'f' => return None,
            b'g' | b'c' | b'x' => return None,
            b'k' | b'q' => 1,
            b'd' | b't' | b's' | b'z' | b'j' => 2,
            b'b' | b'p' | b'f' => 3,
            b'm' => 4,
            b'n' => 5,
            b'r' => 6,
            _ => 0,
        };
        if sound != 0 && sound != last_sound {
            code = code.wrapping_mul(7).wrapping_add(sound);
            last_sound = sound;
        }
        last_letter = letter;
    }
    Some(code)
}

/// The sounds of a last word, the last of them in the lowest digit of base seven; [`Ending::OPEN`] when a letter has two sounds.
///
/// The last word of a name is never missing. In two spellings of one name it is the same word, or in one of them joined with the words
/// before it; either way the shorter ends the longer. That is told from two numbers, and most that share a drawer need no second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ending(pub(crate) u32);

impl Ending {
    const OPEN: Ending = Ending(u32::MAX);
    /// So many digits fit.
    const MOST: u64 = 7_u64.pow(11);

    pub(super) fn of(word: &str) -> Ending {
        sounds(word).map_or(Ending::OPEN, |sounds| Ending((sounds % Ending::MOST) as u32))
    }

    /// Whether one may end the other.
    pub(crate) fn may_agree(self, other: Ending) -> bool {
        if self == Ending::OPEN || other == Ending::OPEN {
            return true;
        }
        let (short, long) = (self.0.min(other.0), self.0.max(other.0));
        let mut digits = 1_u64;
        while digits <= u64::from(short) {
            digits *= 7;
        }
        u64::from(long) % digits == u64::from(short)
    }
}

/// The most drawers that letters of two sounds spread a name over.
const MOST_DRAWERS: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_change_of_letters_leads_to_another_drawer() {
        for (from, to) in crate::romanization::tests::changes() {
            let share = |before: &str, behind: &str| {
                let of = |change: &str| drawers([format!("{before}{change}{behind}").as_str()].into_iter());
                of(from).iter().any(|drawer| of(to).contains(drawer))
            };
            assert!(share("", "ari") && share("mari", "") && share("ma", "ir"), "{from} {to}");
        }
    }
}
