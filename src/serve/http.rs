//! Requests → files of the newest generation, the script and the news for pages. It reads no disk: an address is looked up among the files of the output, or there is nothing at it.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use tower_http::set_header::SetResponseHeaderLayer;

use super::front::{Front, Shown};
use super::generation::Answer;
use super::inject;
use super::keeper::Note;
use crate::lang::Lang;
use crate::text::json;

/// What pages are allowed, as `templates/base.html` says it, and that nobody frames them.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; \
                      connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// What holds for pages of a theme that has its own policy.
const OWN_POLICY: &str = "frame-ancestors 'none'";

/// Where the news are.
const EVENTS: &str = "/.bayan/events";
/// A connection over which no news come is kept so.
const STILL_HERE: Duration = Duration::from_secs(15);
/// A page whose connection broke tries again after so long.
const RETRY: Duration = Duration::from_millis(500);

#[derive(Clone)]
struct Desk {
    shown: Shown,
    notes: Sender<Note>,
}

impl Desk {
    fn front(&self) -> Arc<Front> {
        Arc::clone(&self.shown.borrow())
    }
}

/// Everything that visitors can ask for.
pub fn service(shown: Shown, notes: Sender<Note>) -> Router {
    let fixed = |name: HeaderName, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    let desk = Desk { shown, notes };
    Router::new()
        .route(EVENTS, get(events))
        .route(inject::SCRIPT.0, get(|| async { own("text/javascript; charset=utf-8", inject::SCRIPT.1) }))
        .route(inject::STYLE.0, get(|| async { own("text/css; charset=utf-8", inject::STYLE.1) }))
        .fallback(file)
        .layer(middleware::from_fn_with_state(desk.clone(), guard))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(fixed(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ))
        .with_state(desk)
}

/// Lets pass who asks this machine for something to read, and comes from a page of it or from none.
async fn guard(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let head = request.headers();
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let Some(host) = host(head, request.uri(), desk.front().port) else {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    };
    let origins = head.get_all(header::ORIGIN);
    let own = format!("http://{host}");
    if origins.iter().any(|origin| origin.as_bytes() != own.as_bytes()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let site = head.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if request.uri().path() == EVENTS && site.is_some_and(|site| site != b"same-origin") {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// The host that is asked for, if it is this one: one header, and the same in an address that is written whole.
fn host(head: &HeaderMap, uri: &Uri, port: u16) -> Option<String> {
    let mut named = head.get_all(header::HOST).iter();
    let host = named.next()?.to_str().ok()?;
    let known = ["127.0.0.1", "localhost", "[::1]"];
    let is_ours = known.iter().any(|name| host == format!("{name}:{port}") || (port == 80 && host == *name));
    let is_one = named.next().is_none() && uri.authority().is_none_or(|authority| authority.as_str() == host);
    (is_ours && is_one).then(|| host.to_owned())
}

fn own(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// The state now, and again whenever it changes.
async fn events(State(desk): State<Desk>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut shown = desk.shown;
    shown.mark_changed();
    let news = stream::unfold((shown, None), |(mut shown, last)| async move {
        loop {
            shown.changed().await.ok()?;
            let state = shown.borrow_and_update().state.clone();
            if last.as_ref() != Some(&state) {
                // Text and numbers always serialise, on one line.
                let event = Event::default().retry(RETRY).data(json::line(&state));
                return Some((Ok(event), (shown, Some(state))));
            }
        }
    });
    Sse::new(news).keep_alive(KeepAlive::new().interval(STILL_HERE))
}

/// A file of the output.
async fn file(State(desk): State<Desk>, uri: Uri) -> Response {
    let front = desk.front();
    let Some(path) = decoded(uri.path()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if front.newest.is_none() {
        return page(&front, StatusCode::SERVICE_UNAVAILABLE, Bytes::from_static(inject::WAITING.as_bytes()), None);
    }
    let Some(below) = path.strip_prefix(&front.base) else {
        let outside = if path == "/" { front.base.clone() } else { String::new() };
        return if outside.is_empty() { lost(&desk, &front, "").await } else { moved(&outside) };
    };
    let is_folder = below.is_empty() || below.ends_with('/');
    let wanted = if is_folder { format!("{below}index.html") } else { below.to_owned() };
    if let Some((bytes, draft, redirect)) = found(&desk, &front, &wanted).await {
        return answer(&front, &wanted, bytes, draft, redirect);
    }
    if !is_folder && found(&desk, &front, &format!("{below}/index.html")).await.is_some() {
        return moved(&format!("{}/", uri.path()));
    }
    lost(&desk, &front, below).await
}

/// A file of the newest generation; where that has a fault and has not this one, that of the last good one.
async fn found(desk: &Desk, front: &Front, path: &str) -> Option<(Bytes, bool, bool)> {
    match front.newest.as_ref()?.ask(path).await {
        Answer::Found { bytes, draft, redirect } => return Some((bytes, draft, redirect)),
        Answer::Missing if front.state.findings.is_empty() => return None,
        Answer::Missing => {}
        // The keeper is there as long as the program.
        Answer::Broken(error) => drop(desk.notes.send(Note::Fault(front.number, error))),
    }
    match front.good.as_ref()?.ask(path).await {
        Answer::Found { bytes, draft, redirect } => Some((bytes, draft, redirect)),
        Answer::Missing | Answer::Broken(_) => None,
    }
}

fn answer(front: &Front, path: &str, bytes: Bytes, draft: bool, redirect: bool) -> Response {
    if path.ends_with(".html") && !redirect {
        let lang = if path.starts_with(Lang::En.folder()) { Lang::En } else { Lang::Ar };
        return page(front, StatusCode::OK, bytes, draft.then_some(lang));
    }
    let policy = if redirect { OWN_POLICY } else { POLICY };
    let head = [(header::CONTENT_TYPE, kind(path)), (header::CONTENT_SECURITY_POLICY, policy)];
    (head, bytes).into_response()
}

/// A page with the script that hears of changes.
fn page(front: &Front, status: StatusCode, bytes: Bytes, draft: Option<Lang>) -> Response {
    let policy = if front.own_theme { OWN_POLICY } else { POLICY };
    let head = [(header::CONTENT_TYPE, kind(".html")), (header::CONTENT_SECURITY_POLICY, policy)];
    (status, head, Body::from(inject::live(&bytes, &front.state.version, draft))).into_response()
}

fn moved(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// What a static host shows for a wrong address.
async fn lost(desk: &Desk, front: &Front, below: &str) -> Response {
    let english = if below.starts_with("en/") { "en/404.html" } else { "404.html" };
    match found(desk, front, english).await {
        Some((bytes, ..)) => page(front, StatusCode::NOT_FOUND, bytes, None),
        None => page(front, StatusCode::NOT_FOUND, Bytes::from_static(inject::WAITING.as_bytes()), None),
    }
}

/// A path as it is meant: every `%` with two digits behind it, UTF-8, and no separator in disguise.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let value = u8::try_from(digit()? * 16 + digit()?).ok()?;
        if value == b'/' || value == b'\\' || value.is_ascii_control() {
            return None;
        }
        bytes.push(value);
    }
    String::from_utf8(bytes).ok()
}

/// What a file is, by its ending.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "nojekyll" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_decoded_or_refused() {
        assert_eq!(decoded("/en/%D8%A8%D9%8A/").as_deref(), Some("/en/بي/"));
        assert_eq!(decoded("/a+b").as_deref(), Some("/a+b"));
        for bad in ["/%", "/%4", "/%zz", "/%ff", "/%2f", "/%2e%2e%2fsecret", "/%5c", "/%00", "/%+1"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }

    #[test]
    fn pages_have_the_policy_of_their_template() {
        let (own, _) = POLICY.split_once("; frame-ancestors").unwrap();
        assert!(include_str!("../../templates/base.html").contains(&format!("content=\"{own}\"")));
    }

    #[test]
    fn a_host_is_this_one_or_none() {
        let head = |hosts: &[&'static str]| {
            let mut head = HeaderMap::new();
            for host in hosts {
                head.append(header::HOST, HeaderValue::from_static(host));
            }
            head
        };
        let uri = Uri::from_static("/");
        for good in ["127.0.0.1:4000", "localhost:4000", "[::1]:4000"] {
            assert_eq!(host(&head(&[good]), &uri, 4000).as_deref(), Some(good));
        }
        for bad in ["localhost", "localhost:4001", "LOCALHOST:4000", "localhost:4000.", "a.localhost:4000", ""] {
            assert_eq!(host(&head(&[bad]), &uri, 4000), None, "{bad}");
        }
        assert_eq!(host(&head(&["localhost:4000", "localhost:4000"]), &uri, 4000), None);
        assert_eq!(host(&head(&[]), &uri, 4000), None);
        let whole = Uri::from_static("http://example.org/");
        assert_eq!(host(&head(&["localhost:4000"]), &whole, 4000), None);
    }
}
