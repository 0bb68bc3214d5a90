//! The servers and frameworks that lines are written for.

/// A server or framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Server {
    /// nginx
    Nginx,
    /// Apache HTTP Server
    Apache,
    /// Caddy
    Caddy,
    /// The `_headers` file of Cloudflare Pages, Workers and Netlify.
    HeadersFile,
    /// Express with helmet
    Express,
    /// `FastAPI` and Starlette
    Starlette,
    /// Django
    Django,
    /// Ruby on Rails
    Rails,
    /// Spring Security
    Spring,
    /// ASP.NET Core
    AspNet,
    /// axum and all else that stands on tower-http
    TowerHttp,
}

impl Server {
    /// Every server, in reading order.
    pub const ALL: [Self; 11] = [
        Self::Nginx,
        Self::Apache,
        Self::Caddy,
        Self::HeadersFile,
        Self::Express,
        Self::Starlette,
        Self::Django,
        Self::Rails,
        Self::Spring,
        Self::AspNet,
        Self::TowerHttp,
    ];

    /// The name that a reader knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "Apache",
            Self::Caddy => "Caddy",
            Self::HeadersFile => "Cloudflare and Netlify _headers",
            Self::Express => "Express with helmet",
            Self::Starlette => "FastAPI and Starlette",
            Self::Django => "Django",
            Self::Rails => "Rails",
            Self::Spring => "Spring Security",
            Self::AspNet => "ASP.NET Core",
            Self::TowerHttp => "axum with tower-http",
        }
    }

    /// The word used in addresses, in JSON and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "apache",
            Self::Caddy => "caddy",
            Self::HeadersFile => "headers-file",
            Self::Express => "express",
            Self::Starlette => "starlette",
            Self::Django => "django",
            Self::Rails => "rails",
            Self::Spring => "spring",
            Self::AspNet => "aspnet",
            Self::TowerHttp => "tower-http",
        }
    }

    /// Reads the word, in any case.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|server| server.word().eq_ignore_ascii_case(word.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back() {
        for server in Server::ALL {
            assert_eq!(Server::parse(&server.word().to_uppercase()), Some(server));
            assert!(!server.name().is_empty());
        }
        assert_eq!(Server::parse("iis"), None);
    }
}
