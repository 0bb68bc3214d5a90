//! The whole text for web servers, Express and Starlette.

use super::*;

#[test]
fn nginx_is_written_whole() {
    check(
        Server::Nginx,
        &expect![[r#"
        server_tokens off;
        proxy_hide_header Strict-Transport-Security;
        proxy_hide_header X-Powered-By;
        add_header Content-Security-Policy "default-src 'self'; object-src 'none'" always;
        add_header Strict-Transport-Security "max-age=63072000; includeSubDomains" always;
        add_header Alt-Svc "h3=\":443\"; ma=86400" always;
        add_header Vary "Origin" always;
        proxy_cookie_flags ~ secure httponly samesite=lax;

        server {
            listen 80;
            listen [::]:80;
            server_name www.example.com;
            return 308 https://$host$request_uri;
        }
    "#]],
    );
}

#[test]
fn apache_is_written_whole() {
    check(
        Server::Apache,
        &expect![[r#"
        ServerTokens Prod
        ServerSignature Off
        Header always set Content-Security-Policy "default-src 'self'; object-src 'none'"
        Header onsuccess unset Strict-Transport-Security
        Header always set Strict-Transport-Security "max-age=63072000; includeSubDomains"
        Header always set Alt-Svc "h3=\":443\"; ma=86400"
        Header merge Vary "Origin"
        Header onsuccess unset X-Powered-By
        Header always unset X-Powered-By
        Header edit Set-Cookie "(?i)^((?:(?!;\s*secure).)*)$" "$1; Secure"
        Header edit Set-Cookie "(?i)^((?:(?!;\s*httponly).)*)$" "$1; HttpOnly"
        Header edit Set-Cookie "(?i)^((?:(?!;\s*samesite=).)*)$" "$1; SameSite=Lax"

        <VirtualHost *:80>
            ServerName www.example.com
            Redirect 308 / https://www.example.com/
        </VirtualHost>
    "#]],
    );
}

#[test]
fn caddy_is_written_whole() {
    check(
        Server::Caddy,
        &expect![[r#"
        www.example.com {
        	header {
        		Content-Security-Policy "default-src 'self'; object-src 'none'"
        		Strict-Transport-Security "max-age=63072000; includeSubDomains"
        		Alt-Svc `h3=":443"; ma=86400`
        		+Vary "Origin"
        		-Server
        		-X-Powered-By
        		Set-Cookie "^(.*)$" "$1; Secure; HttpOnly; SameSite=Lax"
        		defer
        	}
        }
    "#]],
    );
}

#[test]
fn headersfile_is_written_whole() {
    check(
        Server::HeadersFile,
        &expect![[r#"
        /*
          Content-Security-Policy: default-src 'self'; object-src 'none'
          Strict-Transport-Security: max-age=63072000; includeSubDomains
          Alt-Svc: h3=":443"; ma=86400
          Vary: Origin
          ! Server
          ! X-Powered-By
    "#]],
    );
}

#[test]
fn express_is_written_whole() {
    check(
        Server::Express,
        &expect![[r#"
        import helmet from "helmet";

        app.set("trust proxy", 1);
        app.use((request, response, next) => {
          if (request.secure) return next();
          response.redirect(308, `https://www.example.com${request.originalUrl}`);
        });
        app.use(helmet({
          contentSecurityPolicy: {
            useDefaults: false,
            directives: {
              "default-src": ["'self'"],
              "object-src": ["'none'"],
            },
          },
          crossOriginEmbedderPolicy: false,
          crossOriginOpenerPolicy: false,
          crossOriginResourcePolicy: false,
          originAgentCluster: false,
          referrerPolicy: false,
          strictTransportSecurity: { maxAge: 63072000, includeSubDomains: true, preload: false },
          xContentTypeOptions: false,
          xDnsPrefetchControl: false,
          xDownloadOptions: false,
          xFrameOptions: false,
          xPermittedCrossDomainPolicies: false,
          xPoweredBy: true,
        }));
        app.use((request, response, next) => {
          response.set("Alt-Svc", "h3=\":443\"; ma=86400");
          response.vary("Origin");
          next();
        });
        const cookieFlags = { secure: true, httpOnly: true, sameSite: "lax" };
    "#]],
    );
}

#[test]
fn starlette_is_written_whole() {
    check(
        Server::Starlette,
        &expect![[r#"
            from starlette.datastructures import MutableHeaders
            from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware
            from starlette.middleware.sessions import SessionMiddleware


            class ResponseHeaders:
                def __init__(self, app):
                    self.app = app

                async def __call__(self, scope, receive, send):
                    async def send_with_headers(message):
                        if message["type"] == "http.response.start":
                            headers = MutableHeaders(scope=message)
                            headers["Content-Security-Policy"] = "default-src 'self'; object-src 'none'"
                            headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
                            headers["Alt-Svc"] = "h3=\":443\"; ma=86400"
                            headers.add_vary_header("Origin")
                            del headers["X-Powered-By"]
                        await send(message)

                    await self.app(scope, receive, send_with_headers)

            app.add_middleware(HTTPSRedirectMiddleware)
            app.add_middleware(SessionMiddleware, secret_key=SECRET_KEY, https_only=True, same_site="lax")
            app.add_middleware(ResponseHeaders)
        "#]],
    );
}
