//! The command `corroborate`.

use std::process::ExitCode;

fn main() -> ExitCode {
    corroborate::cli::run(std::env::args_os()).into()
}
