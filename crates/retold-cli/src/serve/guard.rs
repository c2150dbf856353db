//! What every request must be, and what every answer says.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The names under which the server may be asked for. A page of a stranger can have the name of its own server lead
/// here (DNS rebinding), but its name stays in the request.
pub struct Hosts {
    bound: IpAddr,
}

impl Hosts {
    pub fn of(bound: IpAddr) -> Hosts {
        Hosts { bound }
    }

    fn knows(&self, host: &str) -> bool {
        let name = without_port(host);
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let address: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
        // Who serves all addresses of a machine is known under any, but under no name.
        address.is_some_and(|address| self.bound.is_unspecified() || address == self.bound)
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') && port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

const HEADERS: [(HeaderName, HeaderValue); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    // The collection may be another one tomorrow.
    (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
];

/// Lets through what reads and names this server; tells the browser to run, load and send nothing else.
pub async fn guard(State(hosts): State<Arc<Hosts>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let mut response = if !host.is_some_and(|host| hosts.knows(host)) {
        (StatusCode::MISDIRECTED_REQUEST, "this server is not asked for by that name\n").into_response()
    } else if request.method() != Method::GET && request.method() != Method::HEAD {
        (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")], "nothing can be written here\n")
            .into_response()
    } else {
        next.run(request).await
    };
    response.headers_mut().extend(HEADERS);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_server_are_known() {
        let hosts = Hosts::of(IpAddr::from([127, 0, 0, 1]));
        for host in ["localhost", "LOCALHOST:7060", "127.0.0.1:7060", "127.0.0.1"] {
            assert!(hosts.knows(host), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "[::1]",
            "1.2.3.4",
            "",
            ":80",
        ] {
            assert!(!hosts.knows(host), "{host}");
        }
        let all = Hosts::of(IpAddr::from([0, 0, 0, 0]));
        assert!(all.knows("192.168.0.7:80") && all.knows("[fe80::1]:80") && !all.knows("evil.example"));
    }
}
