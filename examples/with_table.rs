//! usage: with_table WEIGHTS.tsv ARGUMENT…   the command `corroborate` with another table of points
use corroborate::link::weights;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().collect();
    let table = arguments.remove(1);
    let text = std::fs::read_to_string(table).expect("a table of points");
    weights::install(text.leak()).expect("a well-formed table");
    corroborate::cli::run(arguments).into()
}
