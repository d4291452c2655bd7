use corroborate::model::Span;
fn main() {
    for text in std::env::args().skip(1) {
        let s = corroborate::syntax::analyse(&text, &[Span::new(0, text.len())]);
        for sent in &s {
            for (i, t) in sent.tokens.iter().enumerate() {
                println!("{i:3} {:18} {:14} {:?}/{} <- {:?} {}", t.span.of(&text), t.lemma, t.upos, t.fine, t.head, t.relation);
            }
            for c in &corroborate::claim::clause::clauses(&text, sent).list {
                println!("   clause {} subj {:?} obj {:?} pass {} neg {} {:?} rel {}", c.lemma, c.subject, c.object, c.passive, c.negated, c.modality, c.relation);
            }
        }
    }
}
