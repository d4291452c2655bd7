//! What is known of English words: relatedness, kinds, opposites, derivations.
