//! How much of everything one report may have before it is set aside, so that it costs a build 2 s and 300 MiB at most. It counts what lies in the report and never time: a slow machine must not make another site.
//!
//! `cargo bench --bench hostile` says whether they hold. What an
//! editor's own reports have is far below: the longest communiqué in the archives that were looked at has 60 KB in 300
//! lines, with some 150 references.

/// Bytes of a file: a page saved whole has 2 MB.
pub const BYTES: u64 = 8 * 1024 * 1024;
/// Bytes of text that a report has below its front matter, or that is left of a saved page: some 33,000 words of Arabic.
/// The rest of the pipeline is linear in it; what costs most is a page that sets two such texts against each other with
/// something changed in every paragraph: two of 1 MiB took 3.2 s and 730 MiB together.
pub const TEXT: usize = 384 * 1024;
/// Lines of text. A line becomes a block, and a block costs cleaning and every page some fixed work.
pub const LINES: usize = 10_000;
/// Blocks: list items and quotations may be several a line.
pub const BLOCKS: usize = 10_000;
/// Bytes of one block. Within a block some work is done word against word.
pub const BLOCK: usize = 288 * 1024;
/// Quotations and lists, and marks such as emphasis, in one another.
pub const DEPTH: usize = 32;
/// Marks of a report: emphasis, code and links.
pub const MARKS: usize = 10_000;
/// Bytes of HTML that one byte of a report may become, beside `HTML_FREE`: a paragraph of one letter becomes 60 bytes, and
/// an address that a hundred links share stands in the page a hundred times.
pub const HTML_EACH: usize = 32;
/// Bytes of HTML that any report may become.
pub const HTML_FREE: usize = 64 * 1024;
/// Meetings, statements and resolutions that a text refers to. The words of each are looked for in the file.
pub const REFERENCES: usize = 2_000;
/// Elements of a saved page that is searched for its article.
pub const ELEMENTS: usize = 20_000;
/// Tags and comments of a saved page, opening and closing ones: each is kept while it is parsed.
pub const TAGS: usize = 60_000;
/// Attributes of one tag, each of which is compared with the others.
pub const ATTRIBUTES: usize = 200;
/// Character references of a saved page with no tag between: what parses it copies the text before each once more. So many
/// take some 10 ms, four times as many 15 times as long.
pub const ENTITIES: usize = 20_000;
/// Elements of a saved page that are open in one another: what reads it is quadratic in them.
pub const ELEMENTS_DEEP: usize = 400;
/// Bytes of front matter: an editor's own has 2 KB.
pub const YAML_BYTES: usize = 64 * 1024;
/// Lists and mappings of front matter in one another: an editor's own has 3.
pub const YAML_DEPTH: usize = 8;
/// Values of front matter: an editor's own has some 20.
pub const YAML_NODES: usize = 2_000;
/// Tags, aliases or reports in one list of front matter: each has a page of its own, or is looked for among all.
pub const LISTED: usize = 100;
/// Aliases of YAML: each may stand for a thousand values.
pub const YAML_ALIASES: usize = 0;
/// Words of two paragraphs that are set against each other word by word: the one's number times the other's. Beyond it,
/// what both begin and end with is kept and the rest counts as written anew.
pub const WORDS_AGAINST_WORDS: usize = 16_000_000;
/// Lines that a report may share with two others and more, and still tell which lines are their site's: a page has some
/// dozens. Copies share all of theirs, and are no strangers anyway.
pub const SHARED_LINES: usize = 256;
/// A run of two words is looked for in so many paragraphs of a text, the first ones.
pub const HOLDERS: usize = 64;
