//! A port of this machine → connections, as many as it bears and none for ever. It answers nothing itself.

use std::io::{Error as IoError, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time;

use super::front::Shown;
use super::http;
use super::keeper::Note;
use crate::error::Error;

/// The first port that is tried, and how many after it.
const FIRST: u16 = 4000;
const TRIED: u16 = 100;
/// Connections at one time. A browser has six for each address.
const CONNECTIONS: usize = 512;
/// A request must have come in so long, and the next one on its connection as well.
const REQUEST: Duration = Duration::from_secs(10);
/// No connection lives longer; a page's script opens the next one by itself.
const CONNECTION: Duration = Duration::from_secs(600);
/// The longest head of a request, in bytes.
const HEAD: usize = 16 * 1024;

/// Where visitors come in: the two loopback addresses, and no other.
pub struct Doors {
    /// The port.
    pub port: u16,
    listeners: Vec<TcpListener>,
}

/// Takes a port: this one, or the first that is free.
///
/// # Errors
/// It is taken, or the system gives none.
pub fn open(port: Option<u16>) -> Result<Doors, Error> {
    let taken = |error: &IoError| error.kind() == ErrorKind::AddrInUse;
    let found = match port {
        Some(port) => doors(port),
        None => {
            let mut tries = (FIRST..FIRST + TRIED).map(doors);
            tries.find(|found| !found.as_ref().is_err_and(taken)).unwrap_or_else(|| doors(0))
        }
    };
    let here = match port {
        Some(port) => format!("127.0.0.1:{port}"),
        None => "127.0.0.1".to_owned(),
    };
    found.map_err(Error::environment(Path::new(&here), "listen", "الاستماع"))
}

fn doors(port: u16) -> Result<Doors, IoError> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = first.local_addr()?.port();
    let mut listeners = vec![first];
    match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        Ok(second) => listeners.push(second),
        // A browser may go to either: both are ours or none.
        Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
        // There may be no IPv6.
        Err(_) => {}
    }
    for listener in &listeners {
        listener.set_nonblocking(true)?;
    }
    Ok(Doors { port, listeners })
}

impl Doors {
    /// Serves until the program ends.
    ///
    /// # Errors
    /// The system does not let it begin.
    pub fn serve(self, shown: Shown, notes: Sender<Note>) -> Result<(), Error> {
        let here = Path::new("127.0.0.1");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.map_err(Error::environment(here, "start to serve", "بدء الخدمة"))?.block_on(async {
            let service = http::service(shown, notes);
            let room = Arc::new(Semaphore::new(CONNECTIONS));
            let mut accepting = Vec::new();
            for listener in self.listeners {
                let listener = tokio::net::TcpListener::from_std(listener).map_err(Error::environment(
                    here,
                    "listen",
                    "الاستماع",
                ))?;
                accepting.push(tokio::spawn(accept(listener, service.clone(), Arc::clone(&room))));
            }
            for task in accepting {
                task.await.map_err(|error| Error::environment(here, "serve", "الخدمة")(IoError::other(error)))?;
            }
            Ok(())
        })
    }
}

async fn accept(listener: tokio::net::TcpListener, service: axum::Router, room: Arc<Semaphore>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of files, most likely: some will be closed.
            time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Who finds no room is turned away at once, so that nobody waits for those who are slow.
        let Ok(place) = Arc::clone(&room).try_acquire_owned() else { continue };
        let service = service.clone();
        tokio::spawn(async move {
            // What a visitor does wrong ends the visitor's connection only.
            let _ = time::timeout(CONNECTION, connection(stream, service)).await;
            drop(place);
        });
    }
}

async fn connection(stream: TcpStream, service: axum::Router) -> Result<(), hyper::Error> {
    // A page is one write; nothing is gained by waiting for more.
    let _ = stream.set_nodelay(true);
    let is_local = stream.peer_addr().is_ok_and(|from: SocketAddr| from.ip().is_loopback());
    if !is_local {
        return Ok(());
    }
    speak(stream, service, false).await
}

/// Answers what comes over a stream. `to_the_end` answers also who has stopped sending.
pub(super) async fn speak(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    service: axum::Router,
    to_the_end: bool,
) -> Result<(), hyper::Error> {
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(REQUEST)
        .max_buf_size(HEAD)
        .half_close(to_the_end)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        .await
}
