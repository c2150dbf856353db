//! The collection in a browser: pages and an API that read, and nothing that writes.

mod answer;
mod api;
mod guard;
mod pages;
mod question;

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use retold::Error;
use retold::catalogue::Catalogue;
use retold::catalogue::search::Index;

use self::guard::{Hosts, guard};

/// Requests that read at once; more wait.
const READERS: usize = 8;

/// What is served.
pub struct Served {
    catalogue: Catalogue,
    /// Made behind the back of the first visitors; who searches waits for it.
    index: OnceLock<Result<Index, String>>,
    /// What the collection is called.
    name: String,
}

impl Served {
    /// Opens a collection, and begins to index its texts.
    pub fn open(folder: &Path) -> Result<Arc<Served>, Error> {
        let catalogue = Catalogue::open(folder)?;
        let name = folder.file_name().map_or(folder.to_string_lossy(), |name| name.to_string_lossy());
        let served = Arc::new(Served { catalogue, index: OnceLock::new(), name: name.into_owned() });
        let indexed = served.clone();
        std::thread::spawn(move || {
            indexed.index.get_or_init(|| Index::of(&indexed.catalogue).map_err(|error| error.to_string()));
        });
        Ok(served)
    }

    fn index(&self) -> Result<&Index, String> {
        self.index.wait().as_ref().map_err(Clone::clone)
    }
}

/// Serves until somebody ends the program. `ready` is told the address at which it can be reached.
///
/// # Errors
/// When the address cannot be had.
pub fn serve(
    served: Arc<Served>,
    address: IpAddr,
    port: u16,
    ready: impl FnOnce(SocketAddr),
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(READERS)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((address, port)).await?;
        let bound = listener.local_addr()?;
        ready(bound);
        let ended = async {
            // Without signals it ends when it is killed.
            let _ = tokio::signal::ctrl_c().await;
        };
        axum::serve(listener, router(served, Hosts::of(bound.ip()))).with_graceful_shutdown(ended).await
    })
}

fn router(served: Arc<Served>, hosts: Hosts) -> Router {
    Router::new()
        .route("/", get(pages::list))
        .route("/story/{id}", get(pages::story))
        .route("/story/{id}/export/{format}", get(pages::export))
        .route("/witness", get(pages::witness))
        .route("/compare", get(pages::compare))
        .route("/claim", get(pages::claim))
        .route("/style.css", get(pages::style))
        .route("/script.js", get(pages::script))
        .route("/api", get(pages::api))
        .route("/api/openapi.json", get(api::description))
        .route("/api/stories", get(api::stories))
        .route("/api/stories/{id}", get(api::story))
        .route("/api/documents", get(api::document))
        .route("/api/compare", get(api::compare))
        .route("/api/claim", get(api::claim))
        .fallback(pages::nothing)
        .layer(from_fn_with_state(Arc::new(hosts), guard))
        .with_state(served)
}
