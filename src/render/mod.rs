//! Views → pages: phrases, templates, and the one place that makes trusted HTML. It decides nothing about content.

pub mod html;
pub mod strings;
pub mod theme;
