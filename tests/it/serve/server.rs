//! Runs `bayan serve` on a folder, and asks it for pages over a socket of its own, byte by byte where that matters.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// So long is waited for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server, which ends with this.
pub struct Server {
    child: Child,
    pub port: u16,
    /// The address below which the site is.
    pub address: String,
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Server {
    /// Serves a folder on a port that the system chooses, once the site is there.
    pub fn start(root: &Path, extra: &[&str]) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bayan"));
        command.current_dir(root).args(["serve", "--port", "0"]).args(extra);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("the server says where it is").unwrap();
            if let Some(rest) = line.strip_prefix("serving ") {
                break rest.split(' ').next().unwrap().to_owned();
            }
        };
        std::thread::spawn(move || lines.count());
        let port = address.rsplit(':').next().unwrap().split('/').next().unwrap().parse().unwrap();
        Server { child, port, address }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Asks with this method and these further header lines.
    pub fn ask(&self, method: &str, path: &str, head: &str) -> Reply {
        let host =
            if head.to_lowercase().contains("host:") { "" } else { &format!("Host: localhost:{}\r\n", self.port) };
        self.raw(format!("{method} {path} HTTP/1.1\r\n{host}{head}Connection: close\r\n\r\n").as_bytes())
    }

    pub fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "")
    }

    /// Sends bytes, and gives what comes until the other side closes.
    pub fn raw(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let end = all.windows(4).position(|window| window == b"\r\n\r\n").map_or(all.len(), |at| at + 4);
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Reply { status, head, body: all[end..].to_vec() }
    }

    /// What pages are told now.
    pub fn state(&self) -> Value {
        let mut stream = self.connect();
        write!(stream, "GET /.bayan/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).unwrap();
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let data = lines.find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).expect("the first event");
        serde_json::from_str(&data).unwrap()
    }

    /// Waits until the state is as wanted.
    pub fn until(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        eventually(|| {
            last = self.state();
            wanted(&last)
        })
        .unwrap_or_else(|| panic!("it stays {last}"));
        last
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Tries until it holds; none if it never does.
#[expect(clippy::disallowed_methods, reason = "what never comes must not be waited for")]
pub fn eventually(mut holds: impl FnMut() -> bool) -> Option<()> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if holds() {
            return Some(());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    None
}

/// A connection that asks for one file after another.
pub struct Visitor {
    stream: BufReader<TcpStream>,
    port: u16,
}

impl Visitor {
    pub fn new(server: &Server) -> Visitor {
        Visitor { stream: BufReader::new(server.connect()), port: server.port }
    }

    /// The status and the bytes at a path.
    pub fn get(&mut self, path: &str) -> (u16, Vec<u8>) {
        write!(self.stream.get_mut(), "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).unwrap();
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            match self.stream.read_line(&mut line) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => assert!(read.unwrap() > 0, "{path}: the connection ended"),
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest[..3].parse().unwrap();
            } else if let Some(rest) = line.to_lowercase().strip_prefix("content-length: ") {
                length = rest.trim().parse().unwrap();
            } else if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        (status, body)
    }
}
