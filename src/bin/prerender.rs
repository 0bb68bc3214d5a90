//! Native entry: content and `index.html` become the pages of the site.

fn main() {}
