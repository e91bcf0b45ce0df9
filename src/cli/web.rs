//! Questions to hosts of the web → their answers. It follows no redirect, reads no page, and asks no address that only this machine or its network reaches.

use std::net::SocketAddr;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use crate::check::external::{Answer, Method, NoAnswer, Transport, is_public};

/// The longest wait for an answer. A slow host of a ministry takes 5 seconds; a browser gives up after 20 and more.
const LONGEST: Duration = Duration::from_secs(15);

/// Whom questions may be put to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Whoever everybody reaches.
    Public,
    /// This machine too, which serves tests.
    Everywhere,
}

/// Asks over the network.
#[derive(Debug)]
pub struct Web(Agent);

impl Web {
    /// Ready to ask those hosts, and no others.
    pub fn reaching(reach: Reach) -> Web {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(LONGEST))
            // A proxy would look up the host itself, and reach what this refuses.
            .proxy(None)
            .user_agent(concat!("bayan/", env!("CARGO_PKG_VERSION"), " (link check)"))
            .build();
        Web(Agent::with_parts(config, DefaultConnector::default(), Guard { reach, names: DefaultResolver::default() }))
    }
}

impl Transport for Web {
    fn ask(&self, method: Method, url: &str) -> Result<Answer, NoAnswer> {
        let asked = match method {
            Method::Head => self.0.head(url).call(),
            Method::Get => self.0.get(url).call(),
        };
        match asked {
            Ok(answer) => {
                let location = answer.headers().get("location").map(|value| String::from_utf8_lossy(value.as_bytes()));
                Ok(Answer { status: answer.status().as_u16(), location: location.map(|text| text.into_owned()) })
            }
            Err(Error::Other(why)) if why.is::<Private>() => Err(NoAnswer::Private),
            Err(why) => Err(NoAnswer::Failed(why.to_string())),
        }
    }
}

/// The address is not public.
#[derive(Debug, thiserror::Error)]
#[error("the address is not public")]
struct Private;

/// Looks names up and lets public addresses pass: the connection is made to one of these and no other, so that a name
/// cannot mean another machine the next time.
#[derive(Debug)]
struct Guard {
    reach: Reach,
    names: DefaultResolver,
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let all = self.names.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in all.iter().filter(|address| self.allows(address)) {
            allowed.push(*address);
        }
        if allowed.is_empty() { Err(Error::Other(Box::new(Private))) } else { Ok(allowed) }
    }
}

impl Guard {
    fn allows(&self, address: &SocketAddr) -> bool {
        match self.reach {
            Reach::Public => is_public(address.ip()),
            Reach::Everywhere => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::thread;

    use super::*;
    use crate::check::external::{Fate, fate};

    /// Answers so many requests by their path, one a connection, and gives its address.
    fn server(requests: usize) -> (String, thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let served = thread::spawn(move || {
            let mut seen = Vec::new();
            for stream in listener.incoming().take(requests) {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
                let first = lines.next().unwrap_or_default();
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                let answer = match first.split(' ').nth(1).unwrap_or("") {
                    "/gone" => "410 Gone",
                    "/old" => "301 Moved Permanently\r\nlocation: /new",
                    "/get" if first.starts_with("HEAD") => "405 Method Not Allowed",
                    _ => "200 OK",
                };
                write!(stream, "HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
                seen.push(first);
            }
            seen
        });
        (address, served)
    }

    #[test]
    fn a_host_answers_and_is_asked_as_it_should_be() {
        let (address, served) = server(7);
        let web = Web::reaching(Reach::Everywhere);
        let of = |path: &str| fate(&format!("{address}{path}"), &web);
        assert_eq!(of("/"), Fate::Good);
        assert_eq!(of("/gone"), Fate::Dead(410));
        assert_eq!(of("/old"), Fate::Moved(format!("{address}/new")));
        assert_eq!(of("/get"), Fate::Good);
        let seen = served.join().unwrap();
        let methods: Vec<&str> = seen.iter().map(|line| line.split(" HTTP").next().unwrap()).collect();
        assert_eq!(methods, ["HEAD /", "HEAD /gone", "GET /gone", "HEAD /old", "HEAD /new", "HEAD /get", "GET /get"]);
    }

    #[test]
    fn this_machine_is_not_asked() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let web = Web::reaching(Reach::Public);
        for host in ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"] {
            let url = format!("http://{host}:{port}/");
            let asked = web.ask(Method::Head, &url);
            assert!(asked.is_err(), "{host}: {asked:?}");
        }
        assert_eq!(web.ask(Method::Head, &format!("http://127.0.0.1:{port}/")), Err(NoAnswer::Private));
        assert!(listener.accept().is_err(), "nobody came");
    }
}
