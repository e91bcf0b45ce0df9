//! The keys that front matter and `site.toml` may hold → JSON Schemas (draft 2020-12) of both, from the very types that parse them. It checks nothing.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::config::Config;
use crate::config::raw::RawConfig;
use crate::edtf;
use crate::ingest::fields::Fields;

/// The schema of a report's front matter. With a configuration its meetings are the only ones, and its tags are offered.
pub fn front_matter(config: Option<&Config>) -> Value {
    let mut schema = generated::<Fields>();
    RecursiveTransform(years).transform(&mut schema);
    let mut schema = schema.to_value();
    let Some(config) = config else { return schema };
    let meetings: Vec<&str> = config.meetings.iter().map(|meeting| meeting.id.as_str()).collect();
    let tags: Vec<&String> = config.tags.keys().collect();
    if let Some(meeting) = schema.pointer_mut("/properties/meeting").and_then(Value::as_object_mut)
        && !meetings.is_empty()
    {
        let blank = [Value::Null];
        let allowed: Vec<Value> = meetings.iter().map(|id| json!(id)).chain(blank).collect();
        meeting.insert("enum".to_owned(), json!(allowed));
    }
    if let Some(tag) = schema.pointer_mut("/properties/tags/items").and_then(Value::as_object_mut)
        && !tags.is_empty()
    {
        tag.insert("examples".to_owned(), json!(tags));
    }
    schema
}

/// The schema of `site.toml`.
pub fn site() -> Value {
    let mut schema = generated::<RawConfig>();
    RecursiveTransform(no_null).transform(&mut schema);
    schema.to_value()
}

/// Subschemas stand where they are used: editors for TOML do not follow every reference.
fn generated<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>()
}

/// YAML reads a date that is only a year as a number.
fn years(schema: &mut Schema) {
    if schema.get("pattern").and_then(Value::as_str) != Some(edtf::PATTERN) {
        return;
    }
    if let Some(types) = schema.get_mut("type").and_then(Value::as_array_mut) {
        types.push(json!("integer"));
    }
    schema.insert("minimum".to_owned(), json!(1500));
    schema.insert("maximum".to_owned(), json!(2999));
}

/// TOML knows no null: a key is left out.
fn no_null(schema: &mut Schema) {
    if schema.get("default") == Some(&Value::Null) {
        schema.remove("default");
    }
    if let Some(kind) = schema.get_mut("type")
        && let Some(types) = kind.as_array_mut()
    {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            *kind = only.clone();
        }
    }
    if let Some(allowed) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        allowed.retain(|value| !value.is_null());
    }
}
