//! Links to other sites → what their hosts say of them. Who asks is given as an argument; this decides whom to ask, how often, and what an answer means.

use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::links::Link;
use super::reports::Notes;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::say;
use crate::text::isolate::quoted;

/// How a host is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Whether the page is there.
    Head,
    /// For the page itself, where a host does not answer the question.
    Get,
}

/// What a host said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP, as 200.
    pub status: u16,
    /// Where else it says to look.
    pub location: Option<String>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The address is of a private network or of this machine, which no link of a site may ask.
    Private,
    /// What went wrong on the way, in the words of whoever asked.
    Failed(String),
}

/// Asks a host for an address of http or https, and follows nothing.
pub trait Transport: Sync {
    /// Asks once.
    ///
    /// # Errors
    /// There is no answer.
    fn ask(&self, method: Method, url: &str) -> Result<Answer, NoAnswer>;
}

/// So many hosts are asked at once, and so many questions put to each: browsers open six connections to a host; a checker is no reader, and has time.
const HOSTS: usize = 8;
const A_HOST: usize = 2;
/// So many times an address may lead to another: browsers follow 20, and what needs more than these is broken for people.
const MOST_REDIRECTS: usize = 5;

/// What became of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It leads to a page.
    Good,
    /// The page is gone.
    Dead(u16),
    /// The page is at another address for good.
    Moved(String),
    /// Nobody says whether it is there.
    Unreachable(NoAnswer),
}

/// Asks for every link to another site, each address once, and says what is wrong with it at each place that has it.
pub fn findings(notes: &BTreeMap<String, Notes>, config: &Config, transport: &dyn Transport) -> Vec<Diagnostic> {
    let mut places: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for Link { url, place, .. } in notes.values().flat_map(|report| &report.links) {
        let asked = without_fragment(url);
        if asked.starts_with("http") && !url.starts_with(&config.base_url) {
            places.entry(asked).or_default().push(place);
        }
    }
    let urls: Vec<&str> = places.keys().copied().collect();
    let fates = ask_all(&urls, transport);
    let mut found: Vec<Diagnostic> = places
        .iter()
        .filter_map(|(url, places)| Some((url, places, fates.get(*url)?)))
        .flat_map(|(url, places, fate)| places.iter().filter_map(move |place| told(url, fate, place)))
        .collect();
    found.sort_by(|a, b| a.place.cmp(&b.place));
    found
}

fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

/// What became of each address. A host is asked two questions at once at most.
fn ask_all(urls: &[&str], transport: &dyn Transport) -> BTreeMap<String, Fate> {
    let mut hosts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for url in urls {
        hosts.entry(host(url).to_lowercase()).or_default().push(url);
    }
    let mut lanes: VecDeque<Vec<&str>> = VecDeque::new();
    for urls in hosts.values() {
        for lane in 0..A_HOST {
            let own: Vec<&str> = urls.iter().copied().skip(lane).step_by(A_HOST).collect();
            if !own.is_empty() {
                lanes.push_back(own);
            }
        }
    }
    let workers = lanes.len().min(HOSTS * A_HOST);
    let (lanes, fates) = (Mutex::new(lanes), Mutex::new(BTreeMap::new()));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let next = lanes.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some(lane) = next else {
                        return;
                    };
                    for url in lane {
                        let fate = fate(url, transport);
                        fates.lock().unwrap_or_else(PoisonError::into_inner).insert(url.to_owned(), fate);
                    }
                }
            });
        }
    });
    fates.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The host of an address, with its port.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or("")
}

/// Asks for an address, and follows it where it leads.
pub fn fate(url: &str, transport: &dyn Transport) -> Fate {
    let mut at = url.to_owned();
    let mut for_good = true;
    for _ in 0..=MOST_REDIRECTS {
        let answer = match transport.ask(Method::Head, &at) {
            // Many hosts know no HEAD, or refuse it to strangers.
            Ok(answer) if answer.status >= 400 => transport.ask(Method::Get, &at),
            Err(NoAnswer::Failed(_)) => transport.ask(Method::Get, &at),
            other => other,
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(why) => return Fate::Unreachable(why),
        };
        match answer.status {
            200..=299 | 304 if at == url || !for_good => return Fate::Good,
            200..=299 | 304 => return Fate::Moved(at),
            301 | 302 | 303 | 307 | 308 => {
                for_good &= matches!(answer.status, 301 | 308);
                match answer.location.as_deref().and_then(|location| joined(&at, location)) {
                    Some(next) => at = next,
                    None => return Fate::Unreachable(NoAnswer::Failed("it leads to no address".to_owned())),
                }
            }
            404 | 410 => return Fate::Dead(answer.status),
            // It is there, and not for everybody.
            401 | 402 | 403 | 405 | 406 | 429 | 451 => return Fate::Good,
            other => return Fate::Unreachable(NoAnswer::Failed(format!("the answer is {other}"))),
        }
    }
    Fate::Unreachable(NoAnswer::Failed("it leads from one address to the next".to_owned()))
}

/// Where an answer's `Location` leads from an address; none where that is neither http nor https.
fn joined(from: &str, location: &str) -> Option<String> {
    let location = without_fragment(location.trim());
    let (scheme, _) = from.split_once("://")?;
    let root = format!("{scheme}://{}", host(from));
    let whole = if location.contains("://") {
        location.to_owned()
    } else if let Some(rest) = location.strip_prefix("//") {
        format!("{scheme}://{rest}")
    } else if location.starts_with('/') {
        format!("{root}{location}")
    } else {
        let path = from.get(root.len()..)?.split('?').next()?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{root}{folder}/{location}")
    };
    let scheme = whole.split(':').next().unwrap_or("");
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(whole)
}

fn told(url: &str, fate: &Fate, place: &Place) -> Option<Diagnostic> {
    let link = quoted(url);
    let found = |code, message| Diagnostic::warning(code, place.clone(), message);
    Some(match fate {
        Fate::Good => return None,
        Fate::Dead(status) => found(
            Code::DeadLink,
            say!(
                "the page {link} is gone: its host answers {status}",
                "لم تعد الصفحة {link} موجودة: يجيب مضيفها بالرمز {status}"
            ),
        )
        .hint(say!(
            "look for its new address, or for a copy in a web archive",
            "ابحث عن عنوانها الجديد، أو عن نسخة منها في أرشيف للشبكة"
        )),
        Fate::Moved(to) => found(
            Code::MovedLink,
            say!("the page {link} has moved for good to {}", "انتقلت الصفحة {link} نهائيًا إلى {}", quoted(to)),
        )
        .hint(say!("write the new address, if it is still the same page", "اكتب العنوان الجديد إن بقيت الصفحة نفسها")),
        Fate::Unreachable(NoAnswer::Private) => found(
            Code::UnreachableLink,
            say!(
                "the page {link} is on this machine or on a private network, and was not asked for",
                "الصفحة {link} على هذا الجهاز أو على شبكة خاصة، ولم تُطلب"
            ),
        )
        .hint(say!("link to an address that every reader can open", "ضع عنوانًا يستطيع كل قارئ أن يفتحه")),
        Fate::Unreachable(NoAnswer::Failed(why)) => found(
            Code::UnreachableLink,
            say!("the page {link} could not be had: {why}", "تعذر الوصول إلى الصفحة {link}: {why}"),
        )
        .hint(say!("open it in a browser; it may be there again later", "افتحها في متصفح؛ وقد تعود لاحقًا")),
    })
}

/// Whether an address of the network is one that everybody reaches: no loopback, private, shared, link-local, multicast
/// or reserved one, and none that carries such an address of IPv4 inside (RFC 6890 and IANA's registries of special
/// addresses).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b));
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let inner = |high: u16, low: u16| {
        let ([x, y], [z, w]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(x, y, z, w))
    };
    match (a, b) {
        // IPv4 in IPv6: mapped, compatible, translated, 6to4.
        (0, 0) if c == 0 && d == 0 && e == 0 && (f == 0 || f == 0xFFFF) => inner(g, h) && (f != 0 || g != 0),
        (0x64, 0xFF9B) => inner(g, h),
        (0x2002, _) => inner(b, c),
        (0x2001, 0) | (0x2001, 0x0DB8) => false,
        // Only these are given out to the world.
        _ => a & 0xE000 == 0x2000,
    }
}

#[cfg(test)]
mod tests;
