//! An archive of 500 reports → how long each stage takes for it, on one thread. It measures no program as a whole; `whole` does.
//!
//! `cargo bench --bench stages` runs all of it; a word behind `--` chooses the stages that have it in their names, and
//! `--quick` looks less often.

#[path = "corpus/mod.rs"]
mod corpus;

use std::hint::black_box;
use std::io;

use bayan::archive::{self, Archive, Prepared};
use bayan::boilerplate::Cleaner;
use bayan::config::{self, Config};
use bayan::error::Error;
use bayan::fonts::Characters;
use bayan::formulas::Formulas;
use bayan::infer::Gazetteer;
use bayan::ingest::{self, Document};
use bayan::lang::Lang;
use bayan::page::{self, Coming, Press};
use bayan::render::theme::{self, Minify, Theme};
use bayan::site::Site;
use bayan::source::{Format, Source};
use bayan::{assets, export, feed, search};
use corpus::Corpus;
use criterion::{BatchSize, BenchmarkGroup, Criterion, SamplingMode, Throughput, measurement::WallTime};

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

const REPORTS: usize = 500;

fn sources() -> Vec<Source> {
    let corpus = Corpus::new();
    let source = |number| {
        let (file, text) = corpus.report(number).file();
        let format = Format::of(file.as_ref()).unwrap_or(Format::Plain);
        Source { path: file.clone(), file, format, bytes: Ok(text.into()) }
    };
    (0..REPORTS).map(source).collect()
}

/// A group of stages that each take long enough to be run a few times only.
fn group<'a>(criterion: &'a mut Criterion, name: &str, throughput: Throughput) -> BenchmarkGroup<'a, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.throughput(throughput).sampling_mode(SamplingMode::Flat).sample_size(10);
    group
}

/// Report by report: bytes → document → what is left of it → facts.
fn reports(criterion: &mut Criterion, sources: &[Source], config: &Config) {
    let bytes = sources.iter().map(|source| source.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)).sum();
    let mut group = group(criterion, "reports", Throughput::Bytes(bytes));
    let read = |sources: Vec<Source>| -> Vec<Document> {
        sources.into_iter().filter_map(|source| Some(ingest::read(source, config).ok()?.value)).collect()
    };
    group.bench_function("ingest", |bench| bench.iter_batched(|| sources.to_vec(), read, BatchSize::PerIteration));
    let documents = read(sources.to_vec());
    assert_eq!(documents.len(), REPORTS, "every report is read");
    let cleaner = Cleaner::new(config);
    let clean = || documents.iter().map(|document| cleaner.clean(document)).collect::<Vec<_>>();
    group.bench_function("clean", |bench| bench.iter_with_large_drop(clean));
    let gazetteer = Gazetteer::new(config);
    let cleaned = clean();
    let infer =
        || documents.iter().zip(&cleaned).map(|(one, cleaned)| gazetteer.facts(one, cleaned)).collect::<Vec<_>>();
    group.bench_function("infer", |bench| bench.iter_with_large_drop(infer));
    let prepare = |sources| archive::prepare(sources, config, true);
    group.bench_function("prepare", |bench| bench.iter_batched(|| sources.to_vec(), prepare, BatchSize::PerIteration));
    group.finish();
}

/// All reports together: which are copies, what they agree on, who belongs to whom.
fn together(criterion: &mut Criterion, prepared: &[Prepared], config: &Config) -> Archive {
    let mut group = group(criterion, "together", Throughput::Elements(REPORTS as u64));
    let assemble = |prepared| archive::assemble(prepared, Vec::new(), config);
    group.bench_function("assemble", |bench| {
        bench.iter_batched(|| prepared.to_vec(), assemble, BatchSize::PerIteration);
    });
    let archive = assemble(prepared.to_vec()).value;
    group.bench_function("formulas", |bench| bench.iter_with_large_drop(|| Formulas::of(&archive)));
    let formulas = Formulas::of(&archive);
    group.bench_function("site", |bench| bench.iter_with_large_drop(|| Site::new(config, &archive, &formulas)));
    group.finish();
    archive
}

/// A site → its files.
fn files(criterion: &mut Criterion, site: &Site<'_>, theme: &Theme) -> Result<(), Error> {
    let mut all = group(criterion, "files", Throughput::Elements(site.archive.communiques.len() as u64));
    all.bench_function("search", |bench| bench.iter(|| search::files(site, theme, None, &|_| Ok(()))));
    let routes = page::routes(site);
    let drop_each = |coming: Coming<'_>| coming.file().map(|file| drop(black_box(file)));
    all.bench_function("feeds", |bench| bench.iter(|| feed::files(site, theme, &routes, &drop_each)));
    all.bench_function("archive.json", |bench| bench.iter(|| export::archive_json(site, &mut io::sink())));
    all.bench_function("tables", |bench| bench.iter_with_large_drop(|| export::tables(site)));
    all.finish();

    let characters = Characters::of(site, theme);
    let statics = assets::statics("no such folder".as_ref())?;
    let prepared = assets::prepare(assets::minify(statics.clone())?, &characters);
    let mut once = criterion.benchmark_group("statics");
    once.sample_size(10);
    once.bench_function("characters", |bench| bench.iter(|| Characters::of(site, theme)));
    once.bench_function("style", |bench| {
        let ready = |files| assets::minify(files).map(|statics| assets::prepare(statics, &characters));
        bench.iter_batched(|| statics.clone(), ready, BatchSize::PerIteration);
    });
    for font in &prepared.fonts {
        let name = font.path.rsplit('/').next().unwrap_or(&font.path);
        once.bench_function(name, |bench| bench.iter(|| font.packed(&characters)));
    }
    once.finish();

    let Ok(press) = Press::new(site, theme, &prepared.addresses) else { return Ok(()) };
    let sheets = page::sheets(site);
    let mut one = criterion.benchmark_group("page");
    for (name, folder) in
        [("communique", "communiques/d"), ("redline", "compare/d"), ("meeting", "meetings/"), ("tag", "tags/")]
    {
        let is_one = |path: &str| path.starts_with(folder) && path != format!("{folder}index.html");
        if let Some(sheet) = sheets.iter().find(|sheet| is_one(&sheet.path(Lang::Ar)) && !sheet.is_redirect()) {
            one.bench_function(name, |bench| bench.iter(|| press.page(*sheet, Lang::Ar)));
        }
    }
    one.finish();

    let mut pages = group(criterion, "pages", Throughput::Elements(2 * sheets.len() as u64));
    pages.bench_function("all", |bench| bench.iter(|| press.pages(&sheets, &drop_each)));
    pages.finish();
    Ok(())
}

fn stages(criterion: &mut Criterion) -> Result<(), Error> {
    let config = config::parse(&Corpus::new().site_toml(), "site.toml", None)?;
    let load = || Theme::load(&theme::built_in(), config.style.digits, Minify::Yes);
    let mut once = criterion.benchmark_group("once");
    once.sample_size(10).bench_function("theme", |bench| bench.iter_with_large_drop(load));
    once.finish();
    let theme = load()?;

    let sources = sources();
    reports(criterion, &sources, &config);
    let (prepared, _) = archive::prepare(sources, &config, true).value;
    let archive = together(criterion, &prepared, &config);
    let formulas = Formulas::of(&archive);
    files(criterion, &Site::new(&config, &archive, &formulas), &theme)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    pool.install(|| {
        let mut criterion = Criterion::default().configure_from_args();
        stages(&mut criterion)?;
        criterion.final_summary();
        Ok::<(), Error>(())
    })?;
    Ok(())
}
