//! The whole text for the other frameworks.

use super::*;

#[test]
fn django_is_written_whole() {
    check(
        Server::Django,
        &expect![[r#"
        SECURE_HSTS_SECONDS = 63072000
        SECURE_HSTS_INCLUDE_SUBDOMAINS = True
        SECURE_CSP = {
            "default-src": ["'self'"],
            "object-src": ["'none'"],
        }
        SESSION_COOKIE_SECURE = True
        SESSION_COOKIE_HTTPONLY = True
        SESSION_COOKIE_SAMESITE = "Lax"
        CSRF_COOKIE_SECURE = True
        CSRF_COOKIE_SAMESITE = "Lax"
        SECURE_SSL_REDIRECT = True

        # yoursite/middleware.py, named last in MIDDLEWARE as "yoursite.middleware.response_headers"
        from django.utils.cache import patch_vary_headers

        def response_headers(get_response):
            def middleware(request):
                response = get_response(request)
                response.headers["Alt-Svc"] = "h3=\":443\"; ma=86400"
                patch_vary_headers(response, ["Origin"])
                del response.headers["X-Powered-By"]
                return response

            return middleware
    "#]],
    );
}

#[test]
fn rails_is_written_whole() {
    check(
        Server::Rails,
        &expect![[r#"
            config.force_ssl = true
            config.ssl_options = { hsts: { expires: 63072000, subdomains: true, preload: false } }
            config.action_dispatch.default_headers.merge!(
              'Alt-Svc' => 'h3=":443"; ma=86400'
            )
            config.action_dispatch.default_headers.delete('X-Powered-By')
            config.session_store :cookie_store, key: '_yoursite_session', secure: true, httponly: true, same_site: :lax
            config.action_dispatch.cookies_same_site_protection = :lax

            # app/controllers/application_controller.rb
            after_action do
              response.headers['Vary'] = [response.headers['Vary'], 'Origin'].compact.join(', ')
            end

            # config/initializers/content_security_policy.rb
            Rails.application.config.content_security_policy do |policy|
              policy.default_src :self
              policy.object_src :none
            end
        "#]],
    );
}

#[test]
fn spring_is_written_whole() {
    check(
        Server::Spring,
        &expect![[r#"
        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            http.redirectToHttps(Customizer.withDefaults());
            http.headers(headers -> headers
                .contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'self'; object-src 'none'"))
                .httpStrictTransportSecurity(hsts -> hsts.maxAgeInSeconds(63072000).includeSubDomains(true).preload(false))
                .addHeaderWriter(new StaticHeadersWriter("Alt-Svc", "h3=\":443\"; ma=86400"))
                .addHeaderWriter((request, response) -> response.addHeader("Vary", "Origin"))
            );
            return http.build();
        }

        // application.properties
        // server.servlet.session.cookie.secure=true
        // server.servlet.session.cookie.http-only=true
        // server.servlet.session.cookie.same-site=lax
        // To be removed: Server, X-Powered-By
    "#]],
    );
}

#[test]
fn aspnet_is_written_whole() {
    check(
        Server::AspNet,
        &expect![[r#"
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromSeconds(63072000);
            options.IncludeSubDomains = true;
            options.Preload = false;
        });
        builder.Services.AddHttpsRedirection(options =>
        {
            options.RedirectStatusCode = StatusCodes.Status308PermanentRedirect;
            options.HttpsPort = 443;
        });
        builder.Services.Configure<CookiePolicyOptions>(options =>
        {
            options.Secure = CookieSecurePolicy.Always;
            options.HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always;
            options.MinimumSameSitePolicy = SameSiteMode.Lax;
        });

        // After var app = builder.Build();
        app.UseHsts();
        app.UseHttpsRedirection();
        app.UseCookiePolicy();
        app.Use(async (context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers["Content-Security-Policy"] = "default-src 'self'; object-src 'none'";
                headers["Alt-Svc"] = "h3=\":443\"; ma=86400";
                headers.Append("Vary", "Origin");
                headers.Remove("X-Powered-By");
                return Task.CompletedTask;
            });
            await next();
        });
    "#]],
    );
}

#[test]
fn towerhttp_is_written_whole() {
    check(
        Server::TowerHttp,
        &expect![[r#"
            use axum::http::{HeaderName, HeaderValue};
            use tower_http::set_header::SetResponseHeaderLayer;

            let app = app
                .layer(SetResponseHeaderLayer::overriding(
                    HeaderName::from_static("content-security-policy"),
                    HeaderValue::from_static("default-src 'self'; object-src 'none'"),
                ))
                .layer(SetResponseHeaderLayer::overriding(
                    HeaderName::from_static("strict-transport-security"),
                    HeaderValue::from_static("max-age=63072000; includeSubDomains"),
                ))
                .layer(SetResponseHeaderLayer::overriding(
                    HeaderName::from_static("alt-svc"),
                    HeaderValue::from_static("h3=\":443\"; ma=86400"),
                ))
                .layer(SetResponseHeaderLayer::appending(
                    HeaderName::from_static("vary"),
                    HeaderValue::from_static("Origin"),
                ))
                .layer(axum::middleware::map_response(|mut response: axum::response::Response| async move {
                    let headers = response.headers_mut();
                    headers.remove("server");
                    headers.remove("x-powered-by");
                    response
                }));

            let cookie = Cookie::build((name, value))
                .path("/")
                .secure(true)
                .http_only(true)
                .same_site(SameSite::Lax);

            let redirect = axum::Router::new().fallback(|uri: axum::http::Uri| async move {
                let path = uri.path_and_query().map_or("/", |path| path.as_str());
                axum::response::Redirect::permanent(&format!("https://www.example.com{path}"))
            });
        "#]],
    );
}
