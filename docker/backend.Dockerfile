# The service: API, and the built SPA for those who run it without a proxy. Debian's Python, nothing as root.
# Build from the root of the repository:  docker build -f docker/backend.Dockerfile -t mingze-backend .

FROM node:20-bookworm-slim AS pages
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-fund --no-audit --loglevel=error
COPY openapi/ ../openapi/
COPY frontend/ ./
RUN npm run --silent build

FROM python:3.11-slim-bookworm AS program
WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/mingze
# What it stands on first: these change less often than the program, and only as the lock says.
COPY requirements/run.txt requirements/build.txt requirements/
RUN /opt/mingze/bin/pip install --no-deps --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md ./
COPY scripts/hatch_build.py scripts/
COPY backend/ backend/
COPY migrations/ migrations/
COPY --from=pages /build/frontend/dist/ frontend/dist/
RUN python -m venv /opt/build \
 && /opt/build/bin/pip install --require-hashes -r requirements/build.txt \
 && /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /build/wheels . \
 && /opt/mingze/bin/pip install --no-deps --no-index /build/wheels/mingze-*.whl

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 mingze \
 && useradd --uid 10001 --gid mingze --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin mingze \
 && install -d -o mingze -g mingze -m 0700 /var/lib/mingze
COPY --from=program /opt/mingze /opt/mingze
ENV PATH=/opt/mingze/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MINGZE_ENVIRONMENT=production \
    MINGZE_DATA_DIR=/var/lib/mingze \
    MINGZE_HOST=0.0.0.0 \
    MINGZE_PORT=8000
USER 10001:10001
VOLUME ["/var/lib/mingze"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["mingze", "serve"]
