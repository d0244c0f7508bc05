# The proxy: TLS, the built SPA, everything else handed to the service. Debian's nginx, nothing as root.
# Build from the root of the repository:  docker build -f docker/frontend.Dockerfile -t mingze-frontend .

FROM node:20-bookworm-slim AS pages
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-fund --no-audit --loglevel=error
COPY openapi/ ../openapi/
COPY frontend/ ./
RUN npm run --silent build
# Compressed once, as well as it goes, instead of at every request.
COPY docker/nginx/compress.mjs /build/
RUN node /build/compress.mjs dist

FROM debian:bookworm-slim
RUN apt-get update -q \
 && apt-get install -y -q --no-install-recommends nginx-light libnginx-mod-http-brotli-static wget \
 && rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled/* \
 && groupadd --gid 10002 proxy-mingze \
 && useradd --uid 10002 --gid proxy-mingze --no-create-home --shell /usr/sbin/nologin proxy-mingze
COPY --from=pages /build/frontend/dist/ /srv/mingze/
COPY docker/nginx/nginx.conf.template docker/nginx/headers.conf /etc/mingze/
COPY --chmod=0755 docker/nginx/start.sh /usr/local/bin/start-nginx
USER 10002:10002
EXPOSE 8443 8080
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s --retries=3 \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/nginx-health"]
CMD ["start-nginx"]
