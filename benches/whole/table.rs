//! What programs cost → a table in Markdown, and how cost grows. It measures nothing.

use crate::cost::Cost;
use crate::scratch::Files;

/// What one program did with an archive of one size.
#[derive(Clone, Debug)]
pub struct Row {
    pub reports: usize,
    pub program: &'static str,
    pub cost: Cost,
    /// What it wrote.
    pub files: Files,
}

/// The rows of a table, those of one size beside the faster copy and Hugo's of that size.
pub fn print(rows: &[Row]) {
    println!("| reports | program | wall | CPU | peak memory | files written | bytes written | × copy | × Hugo |");
    println!("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for row in rows {
        let times = |programs: &[&str]| {
            let walls = programs.iter().filter_map(|program| find(rows, row.reports, program)).map(|one| one.cost.wall);
            walls.min_by(f64::total_cmp).map_or("–".to_owned(), |wall| short(row.cost.wall / wall))
        };
        println!(
            "| {} | {} | {:.2} s | {:.2} s | {} MiB | {} | {} MB | {} | {} |",
            thousands(row.reports as u64),
            row.program,
            row.cost.wall,
            row.cost.cpu,
            thousands(row.cost.memory >> 20),
            thousands(row.files.count),
            megabytes(row.files.bytes),
            times(&[super::COPY, super::COPY_ALONE]),
            times(&[super::HUGO])
        );
    }
}

/// What a report costs in the smallest and the largest archive; nothing where there is but one.
pub fn print_growth(rows: &[Row]) {
    let sizes = || rows.iter().map(|row| row.reports);
    let (Some(least), Some(most)) = (sizes().min(), sizes().max()) else { return };
    if least == most {
        return;
    }
    println!("\n| for each report | of {} | of {} | grows |", thousands(least as u64), thousands(most as u64));
    println!("| --- | ---: | ---: | ---: |");
    for program in [super::BAYAN, super::HUGO] {
        let (Some(small), Some(large)) = (find(rows, least, program), find(rows, most, program)) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "counts and bytes for people")]
        let line = |what: &str, unit: &str, figure: fn(&Cost) -> f64| {
            let (first, last) = (figure(&small.cost) / least as f64, figure(&large.cost) / most as f64);
            println!(
                "| {program}, {what} | {} {unit} | {} {unit} | × {} |",
                short(first),
                short(last),
                short(last / first)
            );
        };
        line("wall", "ms", |cost| cost.wall * 1e3);
        line("CPU", "ms", |cost| cost.cpu * 1e3);
        #[expect(clippy::cast_precision_loss, reason = "bytes for people")]
        line("peak memory", "KiB", |cost| cost.memory as f64 / 1024.0);
    }
}

fn find<'a>(rows: &'a [Row], reports: usize, program: &str) -> Option<&'a Row> {
    rows.iter().find(|row| row.reports == reports && row.program == program)
}

fn short(figure: f64) -> String {
    if figure < 10.0 { format!("{figure:.2}") } else { format!("{figure:.0}") }
}

#[expect(clippy::cast_precision_loss, reason = "bytes for people")]
fn megabytes(bytes: u64) -> String {
    if bytes < 100_000_000 { format!("{:.1}", bytes as f64 / 1e6) } else { thousands(bytes / 1_000_000) }
}

/// A count with a comma between each three digits.
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
