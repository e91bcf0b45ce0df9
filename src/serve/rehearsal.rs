//! A site and the bytes of requests → the bytes that a visitor gets, over a connection in memory. It opens no port: this is how the way from a request to a file is tried out.

use std::io::Error as IoError;
use std::path::Path;
use std::sync::mpsc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::Runtime;

use super::front::{self, Shown};
use super::keeper::{Fixed, Keeper, Note};
use super::{Inputs, http, net};
use crate::error::Error;
use crate::source::Look;

/// The most that is read of an answer, in bytes.
const MOST: u64 = 64 * 1024 * 1024;
/// How many bytes of a request or an answer are on their way at once.
const ON_THE_WAY: usize = 64 * 1024;

/// A site that answers requests, as `serve` would on a port.
pub struct Rehearsal {
    runtime: Runtime,
    shown: Shown,
    notes: mpsc::Sender<Note>,
    _heard: mpsc::Receiver<Note>,
}

impl Rehearsal {
    /// Makes the site of these inputs, as if it were served on this port.
    ///
    /// # Errors
    /// Something is wrong with the set-up, or the system gives no thread.
    pub fn new(inputs: Inputs, port: u16) -> Result<Rehearsal, Error> {
        let (notes, heard) = mpsc::channel();
        let (show, shown) = front::channel(port);
        let inputs = std::cell::RefCell::new(Some(inputs));
        let read = move |_: &Look| inputs.take().ok_or_else(|| failed(IoError::other("read once")));
        Keeper::new(read, |_: &super::News<'_>| {}, Fixed { base_url: None, port }, notes.clone(), show).start();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        Ok(Rehearsal { runtime, shown, notes, _heard: heard })
    }

    /// What a visitor gets who sends these bytes and then nothing more; of news that come without end, the first.
    pub fn answer(&self, request: &[u8]) -> Vec<u8> {
        let service = http::service(self.shown.clone(), self.notes.clone());
        self.runtime.block_on(async {
            let (visitor, stream) = tokio::io::duplex(ON_THE_WAY);
            let (mut from, mut to) = tokio::io::split(visitor);
            // What a visitor does wrong ends the connection, here as there.
            let served = tokio::spawn(async move { drop(net::speak(stream, service, true).await) });
            let asked = request.to_vec();
            let asking = tokio::spawn(async move {
                let _ = to.write_all(&asked).await;
                let _ = to.shutdown().await;
            });
            let mut answer = Vec::new();
            let mut part = vec![0; ON_THE_WAY];
            while let Ok(read @ 1..) = from.read(&mut part).await {
                answer.extend(part.iter().take(read));
                let has = |what: &[u8]| answer.windows(what.len()).any(|window| window == what);
                if answer.len() as u64 > MOST || (has(b"text/event-stream") && has(b"\ndata: ")) {
                    break;
                }
            }
            asking.abort();
            served.abort();
            answer
        })
    }
}

fn failed(error: IoError) -> Error {
    Error::environment(Path::new("."), "answer requests", "الإجابة عن الطلبات")(error)
}
