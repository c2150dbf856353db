//! `retold serve COLLECTION`.

use std::net::SocketAddr;
use std::process::ExitCode;

use retold::Error;

use crate::args::ServeArgs;
use crate::serve::{Served, serve};
use crate::terminal::{safe, say};

pub fn run(args: &ServeArgs) -> Result<ExitCode, Error> {
    let served = Served::open(&args.collection)?;
    let name = safe(&args.collection.display().to_string());
    let ready = |bound: SocketAddr| {
        // Who cannot be told the address may know it all the same.
        if let Err(error) = say(&format!("{name} is at http://{bound}/ (Ctrl-C ends it)\n")) {
            eprintln!("retold: {error}");
        }
    };
    Ok(match serve(served, args.address, args.port, ready) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("retold: {}:{}: {error}", args.address, args.port);
            ExitCode::from(2)
        }
    })
}
