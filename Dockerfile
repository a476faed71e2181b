# Two stages: the first has pip and installs what the lock file names, by hash; the second runs, and has neither.
# No secret belongs in an image: the token comes as a secret or from the environment when a container starts.
FROM python:3.13-slim AS made
WORKDIR /steward
COPY requirements.lock .
RUN python -m venv --without-pip .venv \
    && python -m pip --python .venv/bin/python install --no-cache-dir --disable-pip-version-check --no-compile \
        --require-hashes --only-binary :all: -r requirements.lock
COPY bot bot
COPY cogs cogs
RUN .venv/bin/python -m compileall -q .venv/lib bot cogs

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Steward" \
      org.opencontainers.image.description="A Discord bot for a trade-union branch" \
      org.opencontainers.image.licenses="AGPL-3.0-or-later"
RUN groupadd --system --gid 10001 steward \
    && useradd --system --uid 10001 --gid steward --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin steward \
    && install -d -o steward -g steward -m 0700 /data /backups
COPY --from=made /steward /steward
COPY LICENSE /steward/
WORKDIR /steward
ENV PATH=/steward/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    STEWARD_DATA_DIR=/data
USER steward
VOLUME ["/data", "/backups"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "check", "--alive"]
CMD ["python", "-m", "bot", "run"]
